using System.CommandLine;
using Gateway.Cli.Doors;
using Gateway.Cli.Login;
using Gateway.Cli.Targets;
using Gateway.Cli.Terminal;

namespace Gateway.Cli.Credentials;

/// <summary><c>stsgw credentials</c>: credentials as JSON, for scripts.</summary>
internal static class CredentialsCommand
{
    public static Command Create(CliContext context, GatewaySessions sessions, TargetOption target) => PrintedCredentials.Create(
        context,
        sessions,
        target,
        ("credentials", "Print temporary credentials for a role as JSON."),
        (request, session, cancellation) => request.SendAsync(session, cancellation),
        DoorJson.Printed.CredentialsDocument);
}
