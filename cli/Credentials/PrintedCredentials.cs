using System.CommandLine;
using System.Text.Json.Serialization.Metadata;
using Gateway.Cli.Login;
using Gateway.Cli.Targets;
using Gateway.Cli.Terminal;

namespace Gateway.Cli.Credentials;

/// <summary>A command that asks for credentials and prints them as JSON.</summary>
internal static class PrintedCredentials
{
    public static Command Create<T>(
        CliContext context,
        GatewaySessions sessions,
        TargetOption target,
        (string Name, string Description) words,
        Func<CredentialsRequest, GatewaySession, CancellationToken, Task<Result<T>>> send,
        JsonTypeInfo<T> shape)
    {
        var options = new CredentialsOptions(context, target);
        var command = options.Command(words.Name, words.Description);
        command.SetHandler(context, sessions, target, async (parse, session, cancellation) =>
            await JsonOutput.WriteAsync(context, await send(options.Read(parse), session, cancellation), shape));
        return command;
    }
}
