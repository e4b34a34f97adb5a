using Duende.IdentityModel.Client;
using Gateway.Cli.Targets;
using Gateway.Cli.Terminal;

namespace Gateway.Cli.Tokens;

/// <summary>
/// The stored session's access token, renewed when it is due. Renewing happens under the store's lock and after a second look: of any number
/// of processes one asks the issuer, and the others find what it stored. With refresh tokens that are good for one use a second
/// refresh would end the session.
/// </summary>
internal sealed class SessionTokenSource(CliContext context, Target target) : ITokenSource
{
    private readonly SessionStore _store = SessionStore.For(context, target);

    public async Task<Result<AccessToken>> GetAsync(string? rejected, CancellationToken cancellation)
    {
        if (_store.Read() is { } session && IsGood(session, rejected))
        {
            return TokenOf(session);
        }

        using var held = await _store.LockAsync(cancellation);
        if (held is null)
        {
            return SessionStore.Busy;
        }

        session = _store.Read();
        if (session is null)
        {
            return NotLoggedIn();
        }

        return IsGood(session, rejected) ? TokenOf(session) : await RenewAsync(session, cancellation);
    }

    private bool IsGood(StoredSession session, string? rejected) =>
        session.IsFresh(context.Time.GetUtcNow()) && session.AccessToken != rejected;

    private async Task<Result<AccessToken>> RenewAsync(StoredSession session, CancellationToken cancellation)
    {
        if (session.RefreshToken is not { } refreshToken)
        {
            return NotLoggedIn();
        }

        // A refresh token that is good for one use would be spent, and the next one not kept.
        PrivateFile.ProveWritable(SessionStore.Directory(context));
        using var request = new RefreshTokenRequest
        {
            Address = session.TokenEndpoint.AbsoluteUri,
            ClientId = session.ClientId,
            ClientCredentialStyle = ClientCredentialStyle.PostBody,
            RefreshToken = refreshToken,
        };
        var response = await context.Http.RequestRefreshTokenAsync(request, cancellation);
        cancellation.ThrowIfCancellationRequested();
        if (!response.IsError)
        {
            var renewed = SessionOf.Renewed(session, response, context.Time.GetUtcNow());
            _store.Write(renewed);
            TokenFile.Update(context, target, renewed.AccessToken);
            return TokenOf(renewed);
        }

        if (response.ErrorType is ResponseErrorType.Protocol && response.Error is "invalid_grant")
        {
            // The issuer will not take this refresh token again: the session was ended there, or is too old.
            _store.Delete();
            return new Failure(ExitCode.LoginNeeded, "Your login has ended.", $"Run `{target.LoginLineBy(session.Method)}`.");
        }

        // The issuer is away, but what we hold still serves for a little while.
        return session.IsAlive(context.Time.GetUtcNow()) && response.ErrorType is not ResponseErrorType.Protocol
            ? TokenOf(session)
            : TokenFailure.Of(response, session.Issuer);
    }

    // A locked keyring whose lock nobody opens says the same as an empty one.
    private Failure NotLoggedIn() => target.Storage is SessionStorage.Keyring
        ? new(ExitCode.LoginNeeded, $"The system's keyring has no login at {target.Url}, or is locked.", $"Unlock it and try again, or run `{target.LoginLine}`.")
        : new(ExitCode.LoginNeeded, $"You are not logged in at {target.Url}.", $"Run `{target.LoginLine}`.");

    private static AccessToken TokenOf(StoredSession session) =>
        new(session.AccessToken, DateTimeOffset.FromUnixTimeSeconds(session.ExpiresAt));
}
