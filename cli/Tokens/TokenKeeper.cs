using Gateway.Cli.Login;
using Gateway.Cli.Terminal;

namespace Gateway.Cli.Tokens;

/// <summary>Hands on a fresh token each time before the last one ends, for as long as the login lasts.</summary>
internal sealed class TokenKeeper(CliContext context, GatewaySession session, Action<string> handOn)
{
    private static readonly TimeSpan ShortestPause = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(5);

    private string? _told;

    /// <summary>
    /// Runs until only a person can get more tokens. Whatever else fails (a keyring that is locked for a while, a full disk, an issuer that is
    /// away) is told once and tried again.
    /// </summary>
    /// <returns>Why there are no more tokens; it comes back for no other reason but cancellation.</returns>
    public async Task<Failure> RunAsync(AccessToken first, CancellationToken cancellation)
    {
        var token = first;
        while (true)
        {
            await Task.Delay(PauseFor(token), context.Time, cancellation);
            try
            {
                var next = await session.TokenAsync(cancellation);
                if (next.Succeeded)
                {
                    if (next.Value.Value != token.Value)
                    {
                        handOn(next.Value.Value);
                    }

                    token = next.Value;
                    _told = null;
                }
                else if (next.Failure.Code is ExitCode.LoginNeeded or ExitCode.FreshLoginNeeded)
                {
                    return next.Failure;
                }
                else
                {
                    Tell(next.Failure.Message);
                }
            }
            catch (Exception e) when (!cancellation.IsCancellationRequested)
            {
                Tell(e.Message);
            }
        }
    }

    private void Tell(string message)
    {
        if (message != _told)
        {
            context.Error.WriteLine($"stsgw: {PlainText.Of($"no fresh token for now: {message}")}");
            _told = message;
        }
    }

    // The source renews a minute before the end at the latest, so half of what is left is always soon enough.
    private TimeSpan PauseFor(AccessToken token)
    {
        var half = (token.ExpiresAt - context.Time.GetUtcNow()) / 2;
        return half < ShortestPause ? ShortestPause : half > LongestPause ? LongestPause : half;
    }
}
