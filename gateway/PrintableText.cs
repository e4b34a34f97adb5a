namespace Gateway;

/// <summary>Makes text of unknown origin fit for messages and records.</summary>
internal static class PrintableText
{
    private const int Longest = 2048;
    private const int LongestShort = 500;

    /// <summary>The text with <c>?</c> in place of controls and of what stands outside the basic plane: it goes on one line of a log, and into XML.</summary>
    public static string Of(string text) => text.All(IsPrintable) ? text : string.Concat(text.Select(c => IsPrintable(c) ? c : '?'));

    /// <summary>The first 500 characters of it, so: what answers in another's place may be a page of any length.</summary>
    public static string Short(string text) => Of(text.Length > LongestShort ? text[..LongestShort] + "…" : text);

    /// <summary>
    /// A name that a client gave, for the audit record; not the name itself where it may be a secret in the wrong place: a token, or
    /// something far longer than any role or key id.
    /// </summary>
    public static string? NameForRecord(string? name) => name switch
    {
        null => null,
        _ when name.Length > Longest || name.Contains("eyJ", StringComparison.Ordinal) || name.Contains(Sessions.SessionSealer.Prefix, StringComparison.Ordinal) =>
            "(not recorded: it looks like a token)",
        _ => Of(name),
    };

    private static bool IsPrintable(char c) => c >= ' ' && c != '\u007F' && !char.IsSurrogate(c) && c < '\uFFFE';
}
