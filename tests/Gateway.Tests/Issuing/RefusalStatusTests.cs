using Gateway.Issuing;
using Shouldly;
using Xunit;

namespace Gateway.Tests.Issuing;

public sealed class RefusalStatusTests
{
    public static TheoryData<string> Kinds => [.. Enum.GetNames<RefusalKind>()];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Every_refusal_has_a_status(string kind) =>
        RefusalStatus.Of(Enum.Parse<RefusalKind>(kind)).ShouldBeOneOf(400, 401, 403, 429, 503);

    [Theory]
    [InlineData(nameof(RefusalKind.MissingToken))]
    [InlineData(nameof(RefusalKind.InvalidToken))]
    [InlineData(nameof(RefusalKind.ExpiredToken))]
    [InlineData(nameof(RefusalKind.Revoked))]
    [InlineData(nameof(RefusalKind.StepUpRequired))]
    public void What_another_login_mends_is_401(string kind) => RefusalStatus.Of(Enum.Parse<RefusalKind>(kind)).ShouldBe(401);
}
