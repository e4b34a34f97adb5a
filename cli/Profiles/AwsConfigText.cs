using Gateway.Cli.Terminal;

namespace Gateway.Cli.Profiles;

/// <summary>
/// The text of an AWS configuration file. Only the block between our own two marks is ever changed; every other byte stays as it is.
/// https://docs.aws.amazon.com/sdkref/latest/guide/file-format.html
/// </summary>
internal sealed class AwsConfigText(string text)
{
    private readonly string[] _lines = text.Split('\n');

    /// <summary>The text with the target's block replaced; an empty list takes the block away.</summary>
    public Result<string> With(string target, IReadOnlyList<Profile> profiles)
    {
        var begin = $"# BEGIN stsgw {target} (written by stsgw configure, which replaces it)";
        var end = $"# END stsgw {target}";
        if (Malformed() is { } problem)
        {
            return problem;
        }

        var from = Array.FindIndex(_lines, l => IsMark(l, $"# BEGIN stsgw {target} ("));
        var to = Array.FindIndex(_lines, l => l.TrimEnd('\r') == end);
        if ((from < 0) != (to < 0) || to < from)
        {
            return new Failure(ExitCode.Usage, $"Only one of the two marks around stsgw's profiles for {target} is left in the file.", "Remove that mark and the profiles beside it.");
        }

        var outside = from < 0 ? _lines : [.. _lines[..from], .. _lines[(to + 1)..]];
        if (profiles.FirstOrDefault(p => outside.Any(l => IsHeading(l, p.Heading))) is { } taken)
        {
            return new Failure(ExitCode.Usage, $"The file has a section {taken.Heading} that stsgw did not write.", taken.IsProfile ? "Choose another --prefix." : "Rename it, or the target (stsgw targets).");
        }

        return Assemble(from, to, [.. Block(begin, end, profiles)]);
    }

    private string Assemble(int from, int to, string[] block)
    {
        var newline = text.Contains("\r\n", StringComparison.Ordinal) ? "\r\n" : "\n";
        if (from >= 0)
        {
            var before = string.Concat(_lines[..from].Select(l => l + '\n'));
            var after = string.Join('\n', _lines[(to + 1)..]);
            return block.Length == 0
                ? before + after
                : before + string.Join(newline, block) + (to + 1 < _lines.Length ? newline : "") + after;
        }

        if (block.Length == 0)
        {
            return text;
        }

        var gap = text.Length == 0 ? "" : text.EndsWith('\n') ? newline : newline + newline;
        return text + gap + string.Join(newline, block) + newline;
    }

    private static IEnumerable<string> Block(string begin, string end, IReadOnlyList<Profile> profiles)
    {
        if (profiles.Count == 0)
        {
            yield break;
        }

        yield return begin;
        foreach (var profile in profiles)
        {
            yield return profile.Heading;
            foreach (var (key, value) in profile.Settings)
            {
                yield return $"{key} = {value}".TrimEnd();
            }
        }

        yield return end;
    }

    /// <summary>What AWS tools themselves would stumble over: adding to such a file would be blamed for it.</summary>
    private Failure? Malformed()
    {
        var inSection = false;
        for (var i = 0; i < _lines.Length; i++)
        {
            var line = _lines[i].TrimEnd().TrimStart('\uFEFF');
            if (line.Length == 0 || line.TrimStart()[0] is '#' or ';')
            {
                continue;
            }

            if (line[0] == '[')
            {
                inSection = line.Contains(']', StringComparison.Ordinal);
            }

            if (!inSection || (line[0] is not ('[' or ' ' or '\t') && !line.Contains('=', StringComparison.Ordinal) && !line.Contains(':', StringComparison.Ordinal)))
            {
                return new Failure(ExitCode.Usage, $"Line {i + 1} is none that AWS tools can read: it is neither [section] nor key = value.", "Mend the file first; nothing was changed.");
            }
        }

        return null;
    }

    private static bool IsMark(string line, string mark) => line.StartsWith(mark, StringComparison.Ordinal);

    private static bool IsHeading(string line, string heading) =>
        SectionOf(line.TrimStart('\uFEFF').TrimStart()) is { } section && section == SectionOf(heading);

    /// <summary>The section that a line opens; null where it is no heading. A comment may follow the bracket.</summary>
    private static string? SectionOf(string line)
    {
        var end = line.IndexOf(']', StringComparison.Ordinal);
        if (end < 0 || line[0] != '[')
        {
            return null;
        }

        var words = line[1..end].Split((char[])[' ', '\t', '"', '\''], StringSplitOptions.RemoveEmptyEntries);
        // [default] and [profile default] are one profile to AWS tools.
        return words is ["default"] ? "profile default" : string.Join(' ', words);
    }
}
