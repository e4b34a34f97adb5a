using Gateway.Cli.Doors;
using Gateway.Cli.Targets;
using Gateway.Cli.Terminal;
using Gateway.Cli.Tokens;

namespace Gateway.Cli.Login;

/// <summary>Logs a person in and stores the session.</summary>
internal static class InteractiveLogin
{
    /// <summary>Logs in.</summary>
    /// <param name="context">Where the command runs.</param>
    /// <param name="target">The gateway.</param>
    /// <param name="configuration">What it says of itself.</param>
    /// <param name="method">How the session is begun, or was begun that is to become stronger or fresher.</param>
    /// <param name="request">What is asked for.</param>
    /// <param name="cancellation">Ends the login.</param>
    public static async Task<Result<StoredSession>> RunAsync(
        CliContext context,
        Target target,
        GatewayConfiguration configuration,
        LoginMethod method,
        LoginRequest request,
        CancellationToken cancellation)
    {
        var discovery = await IssuerDiscovery.FetchAsync(context, target, configuration, cancellation);
        if (!discovery.Succeeded)
        {
            return discovery.Failure;
        }

        var login = method is LoginMethod.Device && !request.IsStepUp
            ? await new DeviceLogin(context, configuration, discovery.Value).RunAsync(cancellation)
            : await new BrowserLogin(context, configuration, discovery.Value).RunAsync(request, cancellation);
        if (!login.Succeeded)
        {
            return login;
        }

        // Under the lock, so that a renewal of the session before cannot be written over this one.
        var store = SessionStore.For(context, target);
        using var held = await store.LockAsync(cancellation);
        if (held is null)
        {
            return SessionStore.Busy;
        }

        // Whoever began on another device has no browser here the next time either.
        var session = method is LoginMethod.Device ? login.Value with { Method = method } : login.Value;
        store.Write(session);
        TokenFile.Update(context, target, session.AccessToken);
        return session;
    }
}
