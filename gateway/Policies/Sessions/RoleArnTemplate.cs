using System.Diagnostics.CodeAnalysis;
using Gateway.Policies.Conditions;

namespace Gateway.Policies.Sessions;

/// <summary>A role ARN with captures: <c>arn:aws:iam::${match.account}:role/${match.role}</c>; partition and service are literal.</summary>
internal sealed class RoleArnTemplate
{
    private readonly IReadOnlyList<(string Literal, int Capture)> parts;

    private RoleArnTemplate(string text, IReadOnlyList<(string Literal, int Capture)> parts, RoleArn? fixedArn)
    {
        Text = text;
        this.parts = parts;
        Fixed = fixedArn;
    }

    /// <summary>As written.</summary>
    public string Text { get; }

    /// <summary>The ARN, where nothing is captured.</summary>
    public RoleArn? Fixed { get; }

    /// <summary>The account, where it is literal.</summary>
    public string? LiteralAccount => Text.Split(':') is [_, _, _, _, var account, ..] && RoleArn.IsAccountId(account) ? account : null;

    /// <summary>Takes a template apart and tries it with stand-ins for what is captured.</summary>
    public static RoleArnTemplate? TryParse(string text, IReadOnlyList<string> captures, out string? problem)
    {
        var found = new List<(string Literal, int Capture)>();
        var at = 0;
        while (text.IndexOf("${match.", at, StringComparison.Ordinal) is var begin and >= 0)
        {
            var end = text.IndexOf('}', begin);
            var name = end < 0 ? text[begin..] : text[(begin + "${match.".Length)..end];
            var index = end < 0 ? -1 : captures.ToList().IndexOf(name);
            if (index < 0)
            {
                problem = captures.Count == 0
                    ? $"'{name}' is not captured: no name in 'when' holds a {{capture}}"
                    : $"'{name}' is not captured; 'when' captures {string.Join(", ", captures)}";
                return null;
            }

            found.Add((text[at..begin], index));
            at = end + 1;
        }

        found.Add((text[at..], -1));
        problem = Check(text, found, captures, out var arn);
        return problem is null ? new RoleArnTemplate(text, found, found.Count == 1 ? arn : null) : null;
    }

    /// <summary>The ARN for captured values; what they make may still be no role ARN.</summary>
    public bool TryFill(IReadOnlyList<string> captured, [NotNullWhen(true)] out RoleArn? arn, [NotNullWhen(false)] out string? problem)
    {
        if (Fixed is { } known)
        {
            (arn, problem) = (known, null);
            return true;
        }

        return RoleArn.TryParse(Fill(parts, captured), out arn, out problem);
    }

    /// <summary>The values, in the order of <paramref name="captures"/>, that make the ARN; null where none do.</summary>
    public string[]? Read(string arn, IReadOnlyList<string> captures)
    {
        // The same notation as in names, but for the dollar and the prefix.
        var pattern = CapturePattern.Of(Text.Replace("${match.", "{", StringComparison.Ordinal));
        return pattern.Match(arn) is { } found ? [.. captures.Select(capture => found[pattern.Names.ToList().IndexOf(capture)])] : null;
    }

    private static string Fill(IReadOnlyList<(string Literal, int Capture)> parts, IReadOnlyList<string> captured) =>
        string.Concat(parts.Select(part => part.Capture < 0 ? part.Literal : part.Literal + captured[part.Capture]));

    private static string? Check(string text, List<(string Literal, int Capture)> parts, IReadOnlyList<string> captures, out RoleArn? arn)
    {
        arn = null;
        if (text.Contains("${claims", StringComparison.Ordinal))
        {
            return "a role is not chosen by a claim: captures alone may stand here, as ${match.name}";
        }

        var unused = captures.Where((_, index) => parts.TrueForAll(part => part.Capture != index)).ToList();
        if (unused.Count > 0)
        {
            return $"the capture '{unused[0]}' is not used; write ${{match.{unused[0]}}} where it belongs";
        }

        // arn : partition : iam : : account : role/…; a capture holds no colon, so that these are the parts of every filled ARN as well.
        var pieces = text.Split(':');
        if (pieces.Take(4).Any(piece => piece.Contains("${", StringComparison.Ordinal)))
        {
            return "partition and service are literal: captures may stand in the account and the role's name alone";
        }

        var account = pieces is [_, _, _, _, var fifth, ..] ? fifth : "";
        if (account.Contains("${", StringComparison.Ordinal) && account.LastIndexOf("${", StringComparison.Ordinal) is var last && (last != 0 || account[^1] != '}'))
        {
            return "the account is literal, or one capture alone";
        }

        var standIns = captures.Select(name => account == $"${{match.{name}}}" ? "111122223333" : "x").ToList();
        return RoleArn.TryParse(Fill(parts, standIns), out arn, out var problem) ? null : problem;
    }
}
