using System.CommandLine;
using Gateway.Cli.Targets;
using Gateway.Cli.Terminal;

namespace Gateway.Cli.Login;

/// <summary>Commands that need a gateway and a login there.</summary>
internal static class SessionHandler
{
    /// <summary>Gives a command what it does at the gateway that is meant; where that cannot be opened, the failure is told and nothing is done.</summary>
    /// <param name="command">The command.</param>
    /// <param name="context">Where it runs.</param>
    /// <param name="sessions">Opens the gateway.</param>
    /// <param name="target">The option that names it.</param>
    /// <param name="handle">What the command does; answers the exit code.</param>
    /// <param name="ownSignals">See <see cref="CommandHandler.SetHandler"/>.</param>
    public static void SetHandler(
        this Command command,
        CliContext context,
        GatewaySessions sessions,
        TargetOption target,
        Func<ParseResult, GatewaySession, CancellationToken, Task<int>> handle,
        bool ownSignals = false) =>
        command.SetHandler(
            context,
            async (parse, cancellation) =>
            {
                var opened = await sessions.OpenAsync(parse.GetValue(target), cancellation);
                return opened.Succeeded ? await handle(parse, opened.Value, cancellation) : context.Fail(opened.Failure);
            },
            ownSignals);
}
