namespace Gateway.Cli.Completion;

/// <summary>The shells that complete stsgw's command line.</summary>
internal enum CompletionShell
{
    Bash,
    Zsh,
    Fish,
    PowerShell,
}
