using Gateway.Policies;
using Gateway.Tests.Assuming;
using Shouldly;
using Xunit;

namespace Gateway.Tests.Policies;

/// <summary>Sessions are one where STS would be asked the same, since its answer is kept for the next who asks.</summary>
public sealed class RoleSessionTests
{
    private static readonly RoleSession Session = Ask.Id().Session with
    {
        SourceIdentity = "demo",
        Tags = [new SessionTag("team", "orders"), new SessionTag("unit", "sales")],
        TransitiveTags = ["team"],
        SessionPolicy = "{}",
        ExternalId = "x-1",
    };

    public static TheoryData<string> Parts => [.. Others.Keys];

    private static Dictionary<string, RoleSession> Others => new(StringComparer.Ordinal)
    {
        ["role"] = Session with { RoleArn = Arn("arn:aws:iam::111122223333:role/Another") },
        ["name"] = Session with { SessionName = "another" },
        ["source identity"] = Session with { SourceIdentity = "another" },
        ["no source identity"] = Session with { SourceIdentity = null },
        ["tag"] = Session with { Tags = [new SessionTag("team", "billing"), new SessionTag("unit", "sales")] },
        ["transitive tag"] = Session with { TransitiveTags = ["unit"] },
        ["session policy"] = Session with { SessionPolicy = "{ }" },
        ["duration"] = Session with { Duration = Session.Duration + TimeSpan.FromSeconds(1) },
        ["external id"] = Session with { ExternalId = "x-2" },
    };

    [Theory]
    [MemberData(nameof(Parts))]
    public void Sessions_that_differ_in_one_part_are_two(string part) => Others[part].Equals(Session).ShouldBeFalse();

    [Fact]
    public void Sessions_whose_parts_are_the_same_are_one()
    {
        var other = Session with { Tags = [.. Session.Tags], TransitiveTags = [.. Session.TransitiveTags] };

        other.Equals(Session).ShouldBeTrue();
        other.GetHashCode().ShouldBe(Session.GetHashCode());
    }

    private static RoleArn Arn(string text) => RoleArn.TryParse(text, out var arn, out var problem) ? arn : throw new ShouldAssertException(problem);
}
