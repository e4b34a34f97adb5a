namespace Gateway.Portal.Credentials;

/// <summary>A shell, and how it is told to set and to drop environment variables, whatever characters a value holds.</summary>
/// <param name="Id">For the page's script.</param>
/// <param name="Name">For people.</param>
/// <param name="Set">The line that sets a variable; null where this shell cannot be given that value safely.</param>
/// <param name="Drop">The line that drops a variable.</param>
internal sealed record ShellDialect(string Id, string Name, Func<string, string, string?> Set, Func<string, string> Drop)
{
    /// <summary>sh, bash, zsh: within single quotes nothing has a meaning but the single quote itself (POSIX 2.2.2). Pasted lines lose control characters.</summary>
    public static readonly ShellDialect Posix = new("bash", "bash, zsh",
        (name, value) => HasControl(value) ? null : $"export {name}='{value.Replace("'", """'\''""", StringComparison.Ordinal)}'", name => $"unset {name}");

    /// <summary>fish: within single quotes the backslash and the single quote are escaped by a backslash.</summary>
    public static readonly ShellDialect Fish = new("fish", "fish",
        (name, value) => HasControl(value) ? null : $"set -gx {name} '{value.Replace(@"\", @"\\", StringComparison.Ordinal).Replace("'", @"\'", StringComparison.Ordinal)}'", name => $"set -e {name}");

    /// <summary>PowerShell: it takes four more characters for a single quote (U+2018 to U+201B), each doubled within one.</summary>
    public static readonly ShellDialect PowerShell = new("powershell", "PowerShell",
        (name, value) => HasControl(value) ? null : $"$Env:{name} = '{string.Concat(value.Select(c => c is '\'' or (>= '\u2018' and <= '\u201B') ? $"{c}{c}" : $"{c}"))}'",
        name => $"Remove-Item -ErrorAction SilentlyContinue Env:{name}");

    /// <summary>cmd.exe: a percent sign expands even within quotes, an exclamation mark may, a quote ends them, and no escape holds everywhere: such a value is refused.</summary>
    public static readonly ShellDialect Cmd = new("cmd", "cmd",
        (name, value) => HasControl(value) || value.AsSpan().ContainsAny("%!\"") ? null : $"set \"{name}={value}\"", name => $"set \"{name}=\"");

    public static IReadOnlyList<ShellDialect> All { get; } = [Posix, PowerShell, Cmd, Fish];

    private static bool HasControl(string value) => value.Any(char.IsControl);
}
