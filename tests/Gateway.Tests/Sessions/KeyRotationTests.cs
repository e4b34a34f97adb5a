using System.Text.Json;
using System.Text.RegularExpressions;
using Gateway.Sessions;
using Gateway.Tests.Hosting;
using Shouldly;
using Xunit;

namespace Gateway.Tests.Sessions;

/// <summary>The steps of a rotation, as the Kubernetes guide has them. While pods roll, those of two steps serve side by side.</summary>
public sealed partial class KeyRotationTests
{
    private static readonly IReadOnlyList<byte[]> Steps = [[1], .. Rows.Matches(Repository.Read("docs/kubernetes.md")).Select(row => KeysOf(row.Groups["names"].Value))];

    [Fact]
    public void The_guide_has_three_steps() => Steps.Select(keys => string.Join(' ', keys)).ShouldBe(["1", "1 2", "2 1", "2"]);

    [Fact]
    public void No_session_is_cut_while_pods_of_two_steps_serve_side_by_side()
    {
        foreach (var (before, after) in Steps.Zip(Steps.Skip(1)))
        {
            Opens(seals: before, opens: after).ShouldBeTrue();
            Opens(seals: after, opens: before).ShouldBeTrue();
        }
    }

    [Fact]
    public void The_old_key_seals_nothing_from_the_second_step_on() => Opens(seals: Steps[2], opens: [1]).ShouldBeFalse();

    [Fact]
    public void Without_the_first_step_sessions_are_cut() => Opens(seals: Steps[2], opens: Steps[0]).ShouldBeFalse();

    private static bool Opens(byte[] seals, byte[] opens)
    {
        var minted = new SessionSealer(Keys.Of(seals)).Mint(new SessionContent
        {
            RoleId = "orders-reader",
            Expires = DateTimeOffset.FromUnixTimeSeconds(1_800_000_000),
            Claims = JsonElement.Parse("""{"sub":"s","iss":"i"}"""),
        });
        return new SessionSealer(Keys.Of(opens)).TryOpen(minted.SessionToken, out _);
    }

    private static byte[] KeysOf(string names) => [.. names.Split(", ").Select(name => byte.Parse(name["key-".Length..]))];

    [GeneratedRegex(@"^\| [1-3].*\| `\[(?<names>key-[^\]]+)\]` \|", RegexOptions.Multiline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Rows { get; }
}
