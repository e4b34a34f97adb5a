using System.Text.RegularExpressions;
using Gateway.Tests.Hosting;
using Shouldly;
using Xunit;

namespace Gateway.Tests.Audits;

/// <summary>docs/threat-model.md has an answer to each of STRIDE's six questions at every door; "nothing to …" is one.</summary>
public sealed partial class ThreatModelTests
{
    private const string Letters = "STRIDE";

    public static TheoryData<string> Doors => [.. Tables().Keys];

    [Theory]
    [MemberData(nameof(Doors))]
    public void Each_door_answers_every_letter(string door)
    {
        var answered = Row().Matches(Tables()[door]).SelectMany(row => row.Groups["letters"].Value.Split(", ")).ToHashSet(StringComparer.Ordinal);

        Letters.Select(letter => $"{letter}").Where(letter => !answered.Contains(letter)).ShouldBeEmpty();
    }

    [Fact]
    public void Every_kind_of_door_has_a_table() => Tables().Count.ShouldBeGreaterThanOrEqualTo(12);

    private static Dictionary<string, string> Tables() =>
        Repository.Read("docs/threat-model.md").Split("\n## By door\n")[1].Split("\n## ")[0].Split("\n### ")[1..].ToDictionary(part => part.Split('\n')[0], StringComparer.Ordinal);

    [GeneratedRegex(@"^\| (?<letters>[STRIDE](, [STRIDE])*) \|", RegexOptions.Multiline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 5000)]
    private static partial Regex Row();
}
