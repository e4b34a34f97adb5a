using Gateway.Cli.Terminal;

namespace Gateway.Cli.Tokens;

/// <summary>A file that someone else keeps fresh, such as a Kubernetes service account's; read anew each time.</summary>
internal sealed class TokenFileSource(string path) : ITokenSource
{
    public async Task<Result<AccessToken>> GetAsync(string? rejected, CancellationToken cancellation)
    {
        if (!File.Exists(path))
        {
            return new Failure(ExitCode.Usage, $"There is no file {path}, which $STSGW_TOKEN_FILE names.");
        }

        var token = (await File.ReadAllTextAsync(path, cancellation)).Trim();
        if (token.Length == 0 || token == rejected)
        {
            return new Failure(ExitCode.LoginNeeded, $"The gateway does not accept the token in {path}.");
        }

        return new AccessToken(token, TokenClaims.Read(token)?.ExpiresAt ?? DateTimeOffset.MaxValue);
    }
}
