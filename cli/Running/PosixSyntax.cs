namespace Gateway.Cli.Running;

/// <summary>sh, bash, dash and zsh. Within single quotes nothing has a meaning but the single quote itself (POSIX 2.2.2).</summary>
internal sealed class PosixSyntax : IShellSyntax
{
    public string? Set(string name, string value) => value.Contains('\0') ? null : $"export {name}={Quote(value)}";

    public string Unset(string name) => $"unset {name}";

    public string Hint(string command) => $"# eval \"$({command})\"";

    public static string Quote(string value) => $"'{value.Replace("'", """'\''""", StringComparison.Ordinal)}'";
}
