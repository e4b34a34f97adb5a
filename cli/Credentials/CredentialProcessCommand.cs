using System.CommandLine;
using Gateway.Cli.Doors;
using Gateway.Cli.Login;
using Gateway.Cli.Targets;
using Gateway.Cli.Terminal;

namespace Gateway.Cli.Credentials;

/// <summary><c>stsgw credential-process</c>, which AWS tools run themselves.</summary>
internal static class CredentialProcessCommand
{
    public static Command Create(CliContext context, GatewaySessions sessions, TargetOption target) => PrintedCredentials.Create(
        context,
        sessions,
        target,
        ("credential-process", "Print credentials as `credential_process` in AWS configuration asks for them."),
        (request, session, cancellation) => request.SendForProcessAsync(session, cancellation),
        DoorJson.Printed.ProcessCredentials);
}
