using System.Buffers;

namespace Gateway.Policies.Conditions;

/// <summary>
/// A name with captures, as <c>arn:aws:iam::{account}:role/{role}</c>. A capture takes one or more of
/// <c>[A-Za-z0-9+=,.@_-]</c>; from left to right each takes as little as it can, so that a name is read in one way alone.
/// </summary>
internal sealed class CapturePattern
{
    private static readonly SearchValues<char> Captured =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+=,.@_-");

    // One more than there are captures: what stands before the first, between them, and after the last.
    private readonly string[] literals;

    private CapturePattern(string text, string[] literals, string[] names)
    {
        Text = text;
        this.literals = literals;
        Names = names;
    }

    /// <summary>As written.</summary>
    public string Text { get; }

    /// <summary>The captures' names, in order.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>What every matching name begins with.</summary>
    public string Prefix => literals[0];

    /// <summary>Takes a text apart whose braces are known to be paired and not adjacent.</summary>
    public static CapturePattern Of(string text)
    {
        var pieces = text.Split('{', '}');
        return new CapturePattern(
            text,
            [.. pieces.Where((_, index) => index % 2 == 0)],
            [.. pieces.Where((_, index) => index % 2 == 1)]);
    }

    /// <summary>The captured values, in the order of <see cref="Names"/>; null where the name does not match.</summary>
    public string[]? Match(string name)
    {
        if (!name.StartsWith(literals[0], StringComparison.Ordinal))
        {
            return null;
        }

        var values = new string[Names.Count];
        var rest = name.AsSpan(literals[0].Length);
        for (var i = 0; i < values.Length; i++)
        {
            var last = i == values.Length - 1;
            var after = literals[i + 1];
            var end = last ? End(rest, after) : Next(rest, after);
            if (end < 1 || rest[..end].ContainsAnyExcept(Captured))
            {
                return null;
            }

            values[i] = rest[..end].ToString();
            rest = rest[(end + after.Length)..];
        }

        return values;
    }

    /// <summary>The name that holds these values, though <see cref="Match"/> may read it in another way.</summary>
    public string Fill(IReadOnlyList<string> values) => literals[0] + string.Concat(values.Select((value, index) => value + literals[index + 1]));

    private static int Next(ReadOnlySpan<char> rest, string after)
    {
        // At least one character is captured.
        var found = rest.IsEmpty ? -1 : rest[1..].IndexOf(after, StringComparison.Ordinal);
        return found < 0 ? -1 : found + 1;
    }

    private static int End(ReadOnlySpan<char> rest, string after) =>
        rest.EndsWith(after, StringComparison.Ordinal) ? rest.Length - after.Length : -1;
}
