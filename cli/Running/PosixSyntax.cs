namespace Gateway.Cli.Running;

/// <summary>sh, bash, dash and zsh. Within single quotes nothing has a meaning but the single quote itself (POSIX 2.2.2).</summary>
internal sealed class PosixSyntax : IShellSyntax
{
    // bash marks quoted characters with these two internally, and loses them from an eval of its own output.
    private const string LostByBash = "\u0001\u007F";

    public string? Set(string name, string value) =>
        value.Contains('\0') || value.AsSpan().ContainsAny(LostByBash) ? null : $"export {name}={Quote(value)}";

    public string Unset(string name) => $"unset {name}";

    public string Hint(string command) => $"# eval \"$({command})\"";

    public static string Quote(string value) => $"'{value.Replace("'", """'\''""", StringComparison.Ordinal)}'";
}
