using System.Text.RegularExpressions;
using Gateway.RealTests.Parts;

namespace Gateway.RealTests.Aws;

/// <summary>What the docs give to copy.</summary>
internal static partial class MarkdownBlocks
{
    /// <summary>The fenced blocks of a file in <c>docs</c> that are in this language.</summary>
    public static async Task<IReadOnlyList<string>> InAsync(string file, string language) =>
    [
        .. Fences().Matches(await File.ReadAllTextAsync(Repository.PathOf("docs", file)))
            .Where(fence => fence.Groups["language"].Value == language)
            .Select(fence => fence.Groups["text"].Value),
    ];

    [GeneratedRegex("^```(?<language>[a-z]+)\n(?<text>.+?)^```$", RegexOptions.Multiline | RegexOptions.Singleline, 1000)]
    private static partial Regex Fences();
}
