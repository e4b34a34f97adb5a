using System.CommandLine;
using Gateway.Cli.Credentials;
using Gateway.Cli.Doors;
using Gateway.Cli.Login;
using Gateway.Cli.Targets;
using Gateway.Cli.Terminal;

namespace Gateway.Cli.Running;

/// <summary><c>stsgw env</c>: credentials as lines that a shell runs.</summary>
internal static class EnvCommand
{
    public static Command Create(CliContext context, GatewaySessions sessions, TargetOption target)
    {
        var options = new CredentialsOptions(context, target);
        var region = new RegionOption();
        var shell = new ChoiceOption<Shell?>("--shell", ["-s"], "sh", "bash", "zsh", "fish", "powershell", "cmd") { Description = "Whom the lines are for: sh, bash, zsh, fish, powershell or cmd; default: $SHELL." };
        var command = options.Command("env", "Print a role's credentials as shell lines, as in eval \"$(stsgw env --role …)\".");
        command.Add(region);
        command.Add(shell);
        command.SetHandler(context, sessions, target, async (parse, session, cancellation) =>
        {
            var request = options.Read(parse);
            var answer = await request.SendAsync(session, cancellation);
            if (!answer.Succeeded)
            {
                return context.Fail(answer.Failure);
            }

            var syntax = Shells.SyntaxOf(parse.GetValue(shell) ?? Shells.Guess(context));
            var values = Values(session, request, answer.Value, parse.GetValue(region) ?? session.Configuration.Region).ToArray();
            var lines = new List<string>();
            foreach (var name in AwsEnvironment.ToDrop(context.Variables().Keys).Where(IsName).Except(values.Select(v => v.Key), AwsEnvironment.Names))
            {
                lines.Add(syntax.Unset(name));
            }

            foreach (var (name, value) in values)
            {
                if (syntax.Set(name, value) is not { } line)
                {
                    return context.Fail(new Failure(ExitCode.Failed, $"{name} holds a character that this shell cannot be given safely."));
                }

                lines.Add(line);
            }

            // A comment ends with its line, and quotes are no shell's but its own: the hint is for names that need none.
            if (context.OutIsTerminal && request.Role.All(IsPlain) && syntax.Hint($"stsgw env --role {request.Role}") is { } hint)
            {
                lines.Add(hint);
            }

            foreach (var line in lines)
            {
                await context.Out.WriteLineAsync(line);
            }

            return (int)ExitCode.Done;
        });
        return command;
    }

    // The name of a variable stands unquoted in a line. No AWS tool reads one of another form; on Windows it reads a lower-case one as well.
    private static bool IsName(string name) => name.All(c => char.IsAsciiLetterOrDigit(c) || c == '_');

    private static bool IsPlain(char c) => char.IsAsciiLetterOrDigit(c) || c is '.' or '_' or '-' or '/' or ':' or '+' or '=';

    private static IEnumerable<KeyValuePair<string, string>> Values(
        GatewaySession session, CredentialsRequest request, CredentialsDocument credentials, string region) =>
    [
        new("AWS_ACCESS_KEY_ID", credentials.AccessKeyId),
        new("AWS_SECRET_ACCESS_KEY", credentials.SecretAccessKey),
        new("AWS_SESSION_TOKEN", credentials.SessionToken),
        new("AWS_CREDENTIAL_EXPIRATION", credentials.Expiration),
        .. request.Mode is CredentialMode.Forward ? [new KeyValuePair<string, string>("AWS_ENDPOINT_URL", session.Target.Endpoint)] : Array.Empty<KeyValuePair<string, string>>(),
        .. AwsEnvironment.Region(region),
        new("STSGW_ROLE", request.Role),
    ];
}
