using System.CommandLine;
using Gateway.Cli.Doors;
using Gateway.Cli.Login;
using Gateway.Cli.Targets;
using Gateway.Cli.Terminal;

namespace Gateway.Cli.Credentials;

/// <summary><c>stsgw credentials</c>: credentials as JSON, for scripts.</summary>
internal static class CredentialsCommand
{
    public static Command Create(CliContext context, GatewaySessions sessions, TargetOption target)
    {
        var options = new CredentialsOptions(context, target);
        var command = options.Command("credentials", "Print temporary credentials for a role as JSON.");
        command.SetHandler(context, sessions, target, async (parse, session, cancellation) =>
            await JsonOutput.WriteAsync(context, await options.Read(parse).SendAsync(session, cancellation), DoorJson.Printed.CredentialsDocument));
        return command;
    }
}
