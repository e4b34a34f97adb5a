using System.CommandLine;
using Gateway.Cli.Login;
using Gateway.Cli.Targets;
using Gateway.Cli.Terminal;

namespace Gateway.Cli.Tokens;

/// <summary><c>stsgw token</c>: a fresh access token, for curl and for files that SDKs read.</summary>
internal static class TokenCommand
{
    public static Command Create(CliContext context, GatewaySessions sessions, TargetOption target)
    {
        var file = new Option<string?>("--file", "-f") { Description = "Write the token to this file (mode 0600) instead of printing it.", HelpName = "path" };
        var watch = new Option<bool>("--watch") { Description = "Stay, and write a fresh token each time before the last one ends; needs --file." };
        var command = new Command("token", "Print a fresh access token, as in curl -H \"Authorization: Bearer $(stsgw token)\".") { file, watch };
        command.SetHandler(context, async (parse, cancellation) =>
        {
            if (parse.GetValue(watch) && parse.GetValue(file) is null)
            {
                return context.Fail(new Failure(ExitCode.Usage, "--watch needs --file: a printed token cannot be replaced."));
            }

            var opened = await sessions.OpenAsync(parse.GetValue(target), cancellation);
            if (!opened.Succeeded)
            {
                return context.Fail(opened.Failure);
            }

            var token = await opened.Value.TokenAsync(cancellation);
            if (!token.Succeeded)
            {
                return context.Fail(token.Failure);
            }

            if (parse.GetValue(file) is not { } path)
            {
                await context.Out.WriteLineAsync(token.Value.Value);
                return (int)ExitCode.Done;
            }

            TokenFile.Write(path, token.Value.Value);
            return parse.GetValue(watch)
                ? context.Fail(await new TokenKeeper(context, opened.Value, fresh => TokenFile.Write(path, fresh)).RunAsync(token.Value, cancellation))
                : (int)ExitCode.Done;
        });
        return command;
    }
}
