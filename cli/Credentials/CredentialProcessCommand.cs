using System.CommandLine;
using Gateway.Cli.Doors;
using Gateway.Cli.Login;
using Gateway.Cli.Targets;
using Gateway.Cli.Terminal;

namespace Gateway.Cli.Credentials;

/// <summary><c>stsgw credential-process</c>, which AWS tools run themselves.</summary>
internal static class CredentialProcessCommand
{
    public static Command Create(CliContext context, GatewaySessions sessions, TargetOption target)
    {
        var options = new CredentialsOptions(context, target);
        var command = options.Command("credential-process", "Print credentials as `credential_process` in AWS configuration asks for them.");
        command.SetHandler(context, sessions, target, async (parse, session, cancellation) =>
            await JsonOutput.WriteAsync(context, await options.Read(parse).SendForProcessAsync(session, cancellation), DoorJson.Printed.ProcessCredentials));
        return command;
    }
}
