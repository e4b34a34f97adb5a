using Gateway.Cli.Doors;
using Gateway.Cli.Targets;
using Gateway.Cli.Terminal;
using Gateway.Cli.Tokens;

namespace Gateway.Cli.Login;

/// <summary>Logs a person in and stores the session.</summary>
internal static class InteractiveLogin
{
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

        var login = method is LoginMethod.Device
            ? await new DeviceLogin(context, configuration, discovery.Value).RunAsync(request, cancellation)
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

        store.Write(login.Value);
        TokenFile.Update(context, target, login.Value.AccessToken);
        return login;
    }
}
