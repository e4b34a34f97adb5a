using Gateway.Cli.Targets;
using Gateway.Cli.Terminal;
using Gateway.Cli.Tokens;

namespace Gateway.Cli.Login;

/// <summary>Logs a client in by its secret and stores the session.</summary>
internal static class WorkloadLogin
{
    public static async Task<Result<StoredSession>> RunAsync(CliContext context, Target target, string clientId, CancellationToken cancellation)
    {
        var secret = context.Variable("STSGW_CLIENT_SECRET") ?? (await ClientSecret.ReadAsync(context, clientId, cancellation))?.Trim();
        if (string.IsNullOrEmpty(secret))
        {
            return new Failure(ExitCode.Usage, "A client logs in with its secret.", "Set STSGW_CLIENT_SECRET, or give it as one line on standard input.");
        }

        var login = await ClientCredentialsLogin.RunAsync(context, target, clientId, secret, cancellation);
        if (login.Succeeded)
        {
            var store = SessionStore.For(context, target);
            using var held = await store.LockAsync(cancellation);
            if (held is null)
            {
                return SessionStore.Busy;
            }

            store.Write(login.Value);
            TokenFile.Update(context, target, login.Value.AccessToken);
        }

        return login;
    }
}
