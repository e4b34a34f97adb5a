namespace Gateway.Cli.Running;

/// <summary>
/// Windows' cmd.exe. A percent sign expands variables even within quotes, an exclamation mark does under delayed expansion, a quote ends
/// them, and no escape holds both at a prompt and in a batch file: such a value is refused rather than set wrongly. So is all that is not
/// ASCII: on its way a console's code page may make the nearest that it has of it, such as a quote of U+201C.
/// </summary>
internal sealed class CmdSyntax : IShellSyntax
{
    public string? Set(string name, string value) => value.Any(c => c is '%' or '!' or '"' or < ' ' or > '~') ? null : $"set \"{name}={value}\"";

    public string Unset(string name) => $"set \"{name}=\"";

    public string? Hint(string command) => null;
}
