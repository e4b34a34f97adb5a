using Shouldly;
using Xunit;

namespace Gateway.Tests.Audits;

public sealed class OutcomeTests
{
    [Theory]
    [InlineData("throttled", 503)]
    [InlineData("too-many-requests", 429)]
    [InlineData("too-many-bodies-of-caller", 503)]
    [InlineData("not-supported", 501)]
    [InlineData("access-denied", 403)]
    public void What_is_the_callers_own_doing_is_denied_by_whatever_status(string reason, int status) => Outcome(reason, status).ShouldBe("denied");

    [Theory]
    [InlineData("audit-unavailable", 503)]
    [InlineData("too-many-bodies", 503)]
    [InlineData("sts-unavailable", 503)]
    [InlineData("internal", 500)]
    public void What_the_gateway_cannot_do_has_failed(string reason, int status) => Outcome(reason, status).ShouldBe("failed");

    private static string Outcome(string reason, int status)
    {
        var entry = Records.Of("request-1");
        entry.Refused(reason, "No.");
        entry.Status = status;
        return entry.Outcome;
    }
}
