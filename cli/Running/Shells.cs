using Gateway.Cli.Terminal;

namespace Gateway.Cli.Running;

/// <summary>Finds the shell that a person uses, and what it is spoken to in.</summary>
internal static class Shells
{
    public static Shell Guess(CliContext context)
    {
        var name = Path.GetFileNameWithoutExtension(context.Variable("SHELL"));
        return name switch
        {
            "bash" => Shell.Bash,
            "zsh" => Shell.Zsh,
            "fish" => Shell.Fish,
            "pwsh" => Shell.PowerShell,
            null when OperatingSystem.IsWindows() => Shell.PowerShell,
            _ => Shell.Sh,
        };
    }

    public static IShellSyntax SyntaxOf(Shell shell) => shell switch
    {
        Shell.Fish => new FishSyntax(),
        Shell.PowerShell => new PowerShellSyntax(),
        Shell.Cmd => new CmdSyntax(),
        _ => new PosixSyntax(),
    };
}
