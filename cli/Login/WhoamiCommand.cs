using System.CommandLine;
using System.Text.Json;
using Gateway.Cli.Targets;
using Gateway.Cli.Terminal;

namespace Gateway.Cli.Login;

/// <summary><c>stsgw whoami</c>.</summary>
internal static class WhoamiCommand
{
    public static Command Create(CliContext context, GatewaySessions sessions, TargetOption target)
    {
        var output = new OutputOption();
        var command = new Command("whoami", "Who you are to the gateway, and for how long.") { output };
        command.SetHandler(context, sessions, target, async (parse, session, cancellation) =>
        {
            var token = await session.TokenAsync(cancellation);
            if (!token.Succeeded)
            {
                return context.Fail(token.Failure);
            }

            var me = Identity.From(session.Target, token.Value);
            if (parse.GetValue(output) is OutputFormat.Json)
            {
                await context.Out.WriteLineAsync(JsonSerializer.Serialize(me, LoginJson.Default.Identity));
            }
            else
            {
                TableOutput.Write(context, ["", ""], me.Lines().Where(l => l.Value is not null).Select(l => (string[])[l.Name, l.Value!]));
            }

            return (int)ExitCode.Done;
        });
        return command;
    }
}
