using System.CommandLine;
using System.Text.Json;
using Gateway.Cli.Doors;
using Gateway.Cli.Login;
using Gateway.Cli.Roles;
using Gateway.Cli.Targets;
using Gateway.Cli.Terminal;

namespace Gateway.Cli.Credentials;

/// <summary><c>stsgw console</c>: the AWS console, signed in as a role.</summary>
internal static class ConsoleCommand
{
    public static Command Create(CliContext context, GatewaySessions sessions, TargetOption target)
    {
        var role = new RoleOption(context, target);
        var destination = new Option<string?>("--destination", "-d") { Description = "Where in the console: a service (s3), a path or a console address.", HelpName = "where" };
        var noBrowser = new Option<bool>("--no-browser") { Description = "Print the sign-in address instead of opening it. It is a secret for 15 minutes." };
        var output = new OutputOption();
        var command = new Command("console", "Open the AWS console as a role.") { role, destination, noBrowser, output };
        command.SetHandler(context, sessions, target, async (parse, session, cancellation) =>
        {
            var where = parse.GetValue(destination) is { } wanted ? $"&destination={Uri.EscapeDataString(wanted)}" : "";
            var query = $"?role={Uri.EscapeDataString(parse.GetRequiredValue(role))}{where}";
            var address = session.Target.Address(session.Configuration.Doors.Login + query);
            var link = await session.CallAsync((client, token) => client.GetAsync(address, token, DoorJson.Default.ConsoleLink, cancellation), cancellation);
            if (!link.Succeeded)
            {
                return context.Fail(link.Failure);
            }

            // A browser also opens file: and scheme handlers; only a web page is meant here.
            if (!Uri.TryCreate(link.Value.Url, UriKind.Absolute, out var signIn) || signIn.Scheme is not ("https" or "http"))
            {
                return context.Fail(new Failure(ExitCode.Failed, "The gateway answered with an address that is no web page."));
            }

            if (parse.GetValue(output) is OutputFormat.Json)
            {
                await context.Out.WriteLineAsync(JsonSerializer.Serialize(link.Value, DoorJson.Printed.ConsoleLink));
            }
            else if (parse.GetValue(noBrowser) || !await new ConsoleHandOver(context).TryOpenAsync(signIn, cancellation))
            {
                await context.Out.WriteLineAsync(signIn.AbsoluteUri);
            }

            return (int)ExitCode.Done;
        });
        return command;
    }
}
