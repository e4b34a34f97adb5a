using Gateway.Policies.Commands;

namespace Gateway.Policies;

/// <summary><c>gateway policy check|explain</c>: says what a policy file means without running anything.</summary>
internal static class PolicyCommand
{
    /// <summary>Runs the command.</summary>
    /// <param name="args">What follows <c>gateway policy</c>.</param>
    /// <param name="output">Standard output.</param>
    /// <param name="errors">Standard error.</param>
    /// <param name="knownServices">Endpoint names that a policy may use; null: any.</param>
    /// <param name="time">What <c>explain</c> takes for now where <c>--now</c> is not given; null: the system's time.</param>
    /// <returns>The exit code: 0; 1 where a file is bad, or no grant can give the role that is asked about; 2 where the command line is wrong.</returns>
    public static int Run(
        string[] args, TextWriter output, TextWriter errors, IReadOnlySet<string>? knownServices = null, TimeProvider? time = null)
    {
        switch (args)
        {
            case ["help" or "--help" or "-h"] or ["check" or "explain", .., "--help" or "-h"]:
                output.WriteLine(CommandUsage.Text);
                return 0;
            case ["check", .. var rest]:
                return CheckCommand.Run(rest, output, errors, knownServices);
            case ["explain", .. var rest]:
                return ExplainCommand.Run(rest, output, errors, knownServices, time ?? TimeProvider.System);
            default:
                return CommandUsage.Fail(errors, args.Length == 0 ? "a command is missing" : $"unknown command '{args[0]}'");
        }
    }
}
