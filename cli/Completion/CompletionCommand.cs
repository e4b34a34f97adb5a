using System.CommandLine;
using Gateway.Cli.Terminal;

namespace Gateway.Cli.Completion;

/// <summary><c>stsgw completion</c>: the script that a shell runs once; it asks stsgw's own parser at each TAB.</summary>
internal static class CompletionCommand
{
    private static readonly string[] Names = ["bash", "zsh", "fish", "powershell"];

    public static Command Create(CliContext context)
    {
        var shell = new Argument<CompletionShell>("shell") { Description = "bash, zsh, fish or powershell.", HelpName = "bash|zsh|fish|powershell" };
        shell.AcceptOnlyFromAmong(StringComparer.OrdinalIgnoreCase, Names);
        shell.CompletionSources.Clear();
        shell.CompletionSources.Add(Names);
        var command = new Command("completion", "Print the completion script for a shell, as in source <(stsgw completion bash).") { shell };
        command.SetHandler(context, async (parse, cancellation) =>
        {
            await context.Out.WriteAsync(await ScriptAsync(parse.GetValue(shell), cancellation));
            return (int)ExitCode.Done;
        });
        return command;
    }

    private static async Task<string> ScriptAsync(CompletionShell shell, CancellationToken cancellation)
    {
        var name = shell switch
        {
            CompletionShell.Zsh => "completion.stsgw.zsh",
            CompletionShell.Fish => "completion.stsgw.fish",
            CompletionShell.PowerShell => "completion.stsgw.ps1",
            _ => "completion.stsgw.bash",
        };
        await using var script = typeof(CompletionCommand).Assembly.GetManifestResourceStream(name)!;
        using var reader = new StreamReader(script);
        return await reader.ReadToEndAsync(cancellation);
    }
}
