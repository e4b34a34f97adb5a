using System.CommandLine;
using Gateway.Cli.Credentials;
using Gateway.Cli.Login;
using Gateway.Cli.Roles;
using Gateway.Cli.Targets;
using Gateway.Cli.Terminal;
using Gateway.Cli.Tokens;

namespace Gateway.Cli.Running;

/// <summary><c>stsgw exec</c>: runs a command as a role, for as long as it takes.</summary>
internal static class ExecCommand
{
    public static Command Create(CliContext context, GatewaySessions sessions, TargetOption target)
    {
        var role = new RoleOption(context, target);
        var mode = new ModeOption();
        var region = new RegionOption();
        var via = new ChoiceOption<Provider?>("--via", [], "webidentity", "container") { Description = "How the command's SDK gets credentials: webidentity (default for forward) or container." };
        var words = new Argument<string[]>("command") { Description = "The command and its arguments, after --.", Arity = ArgumentArity.OneOrMore };
        var command = new Command("exec", "Run a command with a role's credentials, renewed for as long as it runs.") { role, mode, region, via, words };
        command.SetHandler(
            context,
            sessions,
            target,
            async (parse, session, cancellation) =>
            {
                session.LeavesInput = true;
                var found = await ChosenRole.FindAsync(context, session, parse.GetRequiredValue(role), cancellation);
                if (!found.Succeeded)
                {
                    return context.Fail(found.Failure);
                }

                var provider = Choose(session.Target, found.Value, parse.GetValue(mode), parse.GetValue(via));
                if (!provider.Succeeded)
                {
                    return context.Fail(provider.Failure);
                }

                var token = await session.TokenAsync(cancellation);
                if (!token.Succeeded)
                {
                    return context.Fail(token.Failure);
                }

                var directory = Directory.CreateTempSubdirectory("stsgw-");
                try
                {
                    var tokenFile = Path.Combine(directory.FullName, "token");
                    var emptyFile = Path.Combine(directory.FullName, "empty");
                    TokenFile.Write(tokenFile, token.Value.Value);
                    PrivateFile.Write(emptyFile, []);
                    var environment = new ChildEnvironment(
                        session, found.Value.Role, parse.GetValue(mode), provider.Value, parse.GetValue(region) ?? session.Configuration.Region, tokenFile, emptyFile);
                    using var keeping = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
                    var keeper = KeepAsync(context, session, tokenFile, token.Value, keeping.Token);
                    var code = await ChildProcess.RunAsync(context, parse.GetRequiredValue(words), environment.From(context.Variables()));
                    await keeping.CancelAsync();
                    await keeper;
                    return code;
                }
                finally
                {
                    BestEffort.Try(context, $"{directory.FullName}, which may hold a token, cannot be removed", () => directory.Delete(recursive: true));
                }
            },
            ownSignals: true);
        return command;
    }

    private static Result<Provider> Choose(Target target, ChosenRole chosen, CredentialMode mode, Provider? wanted)
    {
        if (PermittedMode.Refusal(chosen.Role, mode) is { } refusal)
        {
            return refusal;
        }

        if (mode is CredentialMode.Credentials && wanted is Provider.WebIdentity)
        {
            return new Failure(ExitCode.Usage, "Web identity gives gateway credentials alone; real ones come via container.");
        }

        // The STS door is given an ARN; where two grants give the same role, only the container door can be told which one is meant.
        var ambiguous = chosen.Among.Count(r => r.RoleArn == chosen.Role.RoleArn) > 1;
        var provider = wanted ?? (mode is CredentialMode.Credentials || ambiguous ? Provider.Container : Provider.WebIdentity);
        return provider is Provider.Container && target.Url.Scheme != "https" && !target.Url.IsLoopback
            ? new Failure(ExitCode.Usage, $"AWS SDKs take container credentials over https alone, and {target.Url} is plain http.", "Use `stsgw env` instead.")
            : provider;
    }

    private static async Task KeepAsync(CliContext context, GatewaySession session, string file, AccessToken first, CancellationToken cancellation)
    {
        try
        {
            var end = await new TokenKeeper(context, session, fresh => TokenFile.Write(file, fresh)).RunAsync(first, cancellation);
            await context.Error.WriteLineAsync($"stsgw: {PlainText.Of(end.Message)} The command keeps the credentials that it has until they expire.");
        }
        catch (Exception) when (cancellation.IsCancellationRequested)
        {
            // The command has ended, and its exit code is what counts.
        }
    }
}
