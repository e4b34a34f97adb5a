namespace Gateway.Portal.Credentials;

/// <summary>A shell, and how it is told to set and to drop environment variables.</summary>
/// <remarks>
/// Keys, tokens, a region, a role's ARN and the gateway's address are printable ASCII, and no shell is given anything else: a pasted line loses control characters,
/// and a console's code page may make a quote of what looks like one (U+02BC, U+FF07, U+201C), which would end the value. stsgw refuses such characters
/// for cmd as well, and writes them for PowerShell as numbers.
/// </remarks>
/// <param name="Id">For the page's script.</param>
/// <param name="Name">For people.</param>
/// <param name="Set">The line that sets a variable; null where this shell cannot be given that value safely.</param>
/// <param name="Drop">The line that drops a variable.</param>
internal sealed record ShellDialect(string Id, string Name, Func<string, string, string?> Set, Func<string, string> Drop)
{
    /// <summary>sh, bash, zsh: within single quotes nothing has a meaning but the single quote itself (POSIX 2.2.2).</summary>
    public static readonly ShellDialect Posix = new("bash", "bash, zsh",
        (name, value) => IsPlain(value) ? $"export {name}='{value.Replace("'", """'\''""", StringComparison.Ordinal)}'" : null, name => $"unset {name}");

    /// <summary>fish: within single quotes the backslash and the single quote are escaped by a backslash.</summary>
    public static readonly ShellDialect Fish = new("fish", "fish",
        (name, value) => IsPlain(value) ? $"set -gx {name} '{value.Replace(@"\", @"\\", StringComparison.Ordinal).Replace("'", @"\'", StringComparison.Ordinal)}'" : null, name => $"set -e {name}");

    /// <summary>PowerShell: within single quotes only the single quote has a meaning, and is doubled.</summary>
    public static readonly ShellDialect PowerShell = new("powershell", "PowerShell",
        (name, value) => IsPlain(value) ? $"$Env:{name} = '{value.Replace("'", "''", StringComparison.Ordinal)}'" : null,
        name => $"Remove-Item -ErrorAction SilentlyContinue Env:{name}");

    /// <summary>cmd.exe: a percent sign expands even within quotes, an exclamation mark may, a quote ends them, and no escape holds everywhere: such a value is refused.</summary>
    public static readonly ShellDialect Cmd = new("cmd", "cmd",
        (name, value) => IsPlain(value) && !value.AsSpan().ContainsAny("%!\"") ? $"set \"{name}={value}\"" : null, name => $"set \"{name}=\"");

    public static IReadOnlyList<ShellDialect> All { get; } = [Posix, PowerShell, Cmd, Fish];

    private static bool IsPlain(string value) => !value.AsSpan().ContainsAnyExceptInRange(' ', '~');
}
