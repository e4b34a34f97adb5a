using System.CommandLine;
using System.Text.Json;
using Gateway.Cli.Doors;
using Gateway.Cli.Login;
using Gateway.Cli.Roles;
using Gateway.Cli.Targets;
using Gateway.Cli.Terminal;

namespace Gateway.Cli.Credentials;

/// <summary><c>stsgw credentials</c>: credentials as JSON, for scripts.</summary>
internal static class CredentialsCommand
{
    public static Command Create(CliContext context, GatewaySessions sessions, TargetOption target)
    {
        var role = new RoleOption(context, target);
        var mode = new ModeOption();
        var duration = new DurationOption();
        var command = new Command("credentials", "Print temporary credentials for a role as JSON.") { role, mode, duration };
        command.SetHandler(context, async (parse, cancellation) =>
        {
            var opened = await sessions.OpenAsync(parse.GetValue(target), cancellation);
            if (!opened.Succeeded)
            {
                return context.Fail(opened.Failure);
            }

            var request = new CredentialsRequest(parse.GetRequiredValue(role), parse.GetValue(mode), parse.GetValue(duration));
            var answer = await request.SendAsync(opened.Value, cancellation);
            if (!answer.Succeeded)
            {
                return context.Fail(answer.Failure);
            }

            await context.Out.WriteLineAsync(JsonSerializer.Serialize(answer.Value, DoorJson.Printed.CredentialsDocument));
            return (int)ExitCode.Done;
        });
        return command;
    }
}
