using Gateway.Cli.Login;
using Gateway.Cli.Terminal;

namespace Gateway.Cli.Tokens;

/// <summary>Hands on a fresh token each time before the last one ends, for as long as the login lasts.</summary>
internal sealed class TokenKeeper(CliContext context, GatewaySession session, Action<string> handOn)
{
    private static readonly TimeSpan ShortestPause = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(5);

    /// <summary>Runs until there are no more tokens.</summary>
    /// <returns>Why there are no more tokens; it comes back for no other reason but cancellation.</returns>
    public async Task<Failure> RunAsync(AccessToken first, CancellationToken cancellation)
    {
        var token = first;
        while (true)
        {
            await Task.Delay(PauseFor(token), context.Time, cancellation);
            var next = await session.TokenAsync(cancellation);
            if (next.Succeeded)
            {
                if (next.Value.Value != token.Value)
                {
                    handOn(next.Value.Value);
                }

                token = next.Value;
            }
            else if (next.Failure.Code is not ExitCode.Unreachable)
            {
                return next.Failure;
            }
        }
    }

    // The source renews a minute before the end at the latest, so half of what is left is always soon enough.
    private TimeSpan PauseFor(AccessToken token)
    {
        var half = (token.ExpiresAt - context.Time.GetUtcNow()) / 2;
        return half < ShortestPause ? ShortestPause : half > LongestPause ? LongestPause : half;
    }
}
