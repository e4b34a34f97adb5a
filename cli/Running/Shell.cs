namespace Gateway.Cli.Running;

/// <summary>The shells that <c>env</c> writes for.</summary>
internal enum Shell
{
    Sh,
    Bash,
    Zsh,
    Fish,
    PowerShell,
    Cmd,
}
