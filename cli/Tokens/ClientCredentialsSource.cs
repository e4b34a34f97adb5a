using Gateway.Cli.Login;
using Gateway.Cli.Targets;
using Gateway.Cli.Terminal;

namespace Gateway.Cli.Tokens;

/// <summary>
/// A workload with a client of its own (<c>STSGW_CLIENT_ID</c>, <c>STSGW_CLIENT_SECRET</c>). Its token is stored as a person's session is, under a
/// name of its own, so that parallel commands share it; its secret is not. The target's token file is the person's and is left alone.
/// </summary>
internal sealed class ClientCredentialsSource(CliContext context, Target target, string clientId, string secret) : ITokenSource
{
    public async Task<Result<AccessToken>> GetAsync(string? rejected, CancellationToken cancellation)
    {
        var store = SessionStore.ForClient(context, target);
        if (store.Read() is { } session && IsGood(session, rejected))
        {
            return TokenOf(session);
        }

        using var held = await store.LockAsync(cancellation);
        if (held is null)
        {
            return SessionStore.Busy;
        }

        session = store.Read();
        if (session is not null && IsGood(session, rejected))
        {
            return TokenOf(session);
        }

        var login = await ClientCredentialsLogin.RunAsync(context, target, clientId, secret, cancellation);
        if (!login.Succeeded)
        {
            return login.Failure;
        }

        store.Write(login.Value);
        return TokenOf(login.Value);
    }

    private bool IsGood(StoredSession session, string? rejected) =>
        session.ClientId == clientId && session.IsFresh(context.Time.GetUtcNow()) && session.AccessToken != rejected;

    private static AccessToken TokenOf(StoredSession session) =>
        new(session.AccessToken, DateTimeOffset.FromUnixTimeSeconds(session.ExpiresAt));
}
