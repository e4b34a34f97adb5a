using System.CommandLine;
using System.Text.Json;
using Gateway.Cli.Doors;
using Gateway.Cli.Login;
using Gateway.Cli.Roles;
using Gateway.Cli.Targets;
using Gateway.Cli.Terminal;

namespace Gateway.Cli.Credentials;

/// <summary><c>stsgw credential-process</c>, which AWS tools run themselves.</summary>
internal static class CredentialProcessCommand
{
    public static Command Create(CliContext context, GatewaySessions sessions, TargetOption target)
    {
        var role = new RoleOption(context, target);
        var mode = new ModeOption();
        var duration = new DurationOption();
        var command = new Command("credential-process", "Print credentials as `credential_process` in AWS configuration asks for them.") { role, mode, duration };
        command.SetHandler(context, async (parse, cancellation) =>
        {
            var opened = await sessions.OpenAsync(parse.GetValue(target), cancellation);
            if (!opened.Succeeded)
            {
                return context.Fail(opened.Failure);
            }

            var request = new CredentialsRequest(parse.GetRequiredValue(role), parse.GetValue(mode), parse.GetValue(duration));
            var answer = await request.SendForProcessAsync(opened.Value, cancellation);
            if (!answer.Succeeded)
            {
                return context.Fail(answer.Failure);
            }

            await context.Out.WriteLineAsync(JsonSerializer.Serialize(answer.Value, DoorJson.Printed.ProcessCredentials));
            return (int)ExitCode.Done;
        });
        return command;
    }
}
