using System.CommandLine;
using Gateway.Cli.Targets;
using Gateway.Cli.Terminal;
using Gateway.Cli.Tokens;

namespace Gateway.Cli.Login;

/// <summary><c>stsgw login</c>.</summary>
internal static class LoginCommand
{
    public static Command Create(CliContext context, TargetFile file, TargetOption target)
    {
        var options = new LoginOptions();
        var command = options.Command("login", "Log in.");
        command.SetHandler(context, (parse, cancellation) => RunAsync(context, new LoginTarget(context, file), options.Read(parse), parse.GetValue(target), cancellation));
        return command;
    }

    private static async Task<int> RunAsync(CliContext context, LoginTarget targets, LoginChoices choices, string? named, CancellationToken cancellation)
    {
        if (choices is { Method: LoginMethod.Device, Request: { AcrValues: not null } or { MaxAge: not null } })
        {
            return context.Fail(new Failure(
                ExitCode.Usage,
                "A device login cannot ask for a level or an age: its request has no place for --acr-values or --max-age.",
                "Use --no-browser instead of --device: it prints the page's address, and takes the answer of a browser on another machine by paste."));
        }

        var selected = targets.Select(choices, named);
        if (!selected.Succeeded)
        {
            return context.Fail(selected.Failure);
        }

        var configuration = await GatewayDiscovery.FetchAsync(context, selected.Value, cancellation);
        if (!configuration.Succeeded)
        {
            return context.Fail(configuration.Failure);
        }

        var storage = StorageChoices.Decide(context, choices.Storage);
        if (!storage.Succeeded)
        {
            return context.Fail(storage.Failure);
        }

        // Not found out after the person has logged in.
        PrivateFile.ProveWritable(context.ConfigDirectory);
        PrivateFile.ProveWritable(SessionStore.Directory(context));
        var before = selected.Value;
        var target = before with { Configuration = configuration.Value, Storage = storage.Value };
        var login = choices.ClientId is { } clientId
            ? await WorkloadLogin.RunAsync(context, target, clientId, cancellation)
            : await InteractiveLogin.RunAsync(context, target, configuration.Value, choices.Method, choices.Request, cancellation);
        if (!login.Succeeded)
        {
            return context.Fail(login.Failure);
        }

        var saved = await targets.SaveAsync(target, cancellation);
        if (!saved.Succeeded)
        {
            return context.Fail(saved.Failure);
        }

        if (before.Storage != target.Storage)
        {
            // No second copy stays behind in the place that is no longer looked at.
            BestEffort.Try(context, "The session before cannot be forgotten where it was kept", () => SessionStore.For(context, before).Delete());
        }

        var claims = TokenClaims.Read(login.Value.AccessToken);
        var who = claims?.Text("preferred_username") ?? claims?.Text("sub") ?? "someone";
        await context.Error.WriteLineAsync($"Logged in at {target.Name} ({target.Url}) as {PlainText.Of(who)}.");
        return (int)ExitCode.Done;
    }
}
