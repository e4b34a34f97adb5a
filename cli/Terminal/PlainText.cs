namespace Gateway.Cli.Terminal;

/// <summary>Text from a server, made harmless for a terminal: an escape sequence in a role's name must not move the cursor.</summary>
internal static class PlainText
{
    public static string Of(string text) =>
        text.Any(NeedsReplacing) ? new string([.. text.Select(c => NeedsReplacing(c) ? '\uFFFD' : c)]) : text;

    // Bidirectional overrides reorder what is read (CVE-2021-42574) as control characters overwrite it.
    private static bool NeedsReplacing(char c) =>
        (char.IsControl(c) && c is not '\n') || c is (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069');
}
