using System.Collections.Concurrent;
using Gateway.Telemetry;
using Microsoft.Extensions.Options;

namespace Gateway.Assuming;

/// <summary>
/// The role sessions in use. However many callers need the same one, STS is asked once; a session is renewed in the background before it
/// ends, while callers go on with the old one. Failures are not kept, except that a refusal by STS is remembered for a few seconds.
/// </summary>
internal sealed class RoleSessions(StsClient sts, TimeProvider time, IOptions<AssumingOptions> options, GatewayMetrics metrics)
{
    /// <summary>How long a refusal is remembered, so that a client that retries does not become STS's load.</summary>
    internal static readonly TimeSpan RefusalMemory = TimeSpan.FromSeconds(5);

    /// <summary>A session with less than this left is not used any more.</summary>
    internal static readonly TimeSpan Margin = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<SessionId, RoleSessionEntry> entries = new();
    private int trimming;

    /// <summary>How many sessions are held.</summary>
    public int Count => entries.Count;

    /// <summary>Credentials to sign forwarded calls with.</summary>
    public ValueTask<AssumeResult> GetAsync(SessionId id, CancellationToken cancellation) => GetAsync(id, fresh: false, cancellation);

    /// <summary>Credentials to hand out: a session that still has at least three quarters of its time, or a new one.</summary>
    public ValueTask<AssumeResult> GetFreshAsync(SessionId id, CancellationToken cancellation) =>
        GetAsync(id, fresh: true, cancellation);

    private ValueTask<AssumeResult> GetAsync(SessionId id, bool fresh, CancellationToken cancellation)
    {
        if (!entries.TryGetValue(id, out var entry))
        {
            entry = entries.GetOrAdd(id, key => new RoleSessionEntry(key, sts, time));
            Trim();
        }

        var result = entry.GetAsync(fresh, cancellation);
        metrics.SessionFound(inMemory: result.IsCompletedSuccessfully);
        return result.IsCompletedSuccessfully ? result : ForgetFailureAsync(id, entry, result);
    }

    // A failure leaves nothing behind, but for the refusals that are remembered on purpose.
    private async ValueTask<AssumeResult> ForgetFailureAsync(SessionId id, RoleSessionEntry entry, ValueTask<AssumeResult> asked)
    {
        var result = await asked;
        if (!result.Assumed && result.Failure.Reason != AssumeFailureReason.Refused)
        {
            entries.TryRemove(KeyValuePair.Create(id, entry));
        }

        return result;
    }

    private void Trim()
    {
        if (entries.Count <= options.Value.MaxSessions || Interlocked.Exchange(ref trimming, 1) == 1)
        {
            return;
        }

        try
        {
            // A tenth goes at once, so that sorting is paid for by many additions.
            var surplus = entries.Count - (options.Value.MaxSessions * 9 / 10);
            foreach (var (id, entry) in entries.OrderBy(e => e.Value.LastUsed).Take(surplus))
            {
                entries.TryRemove(KeyValuePair.Create(id, entry));
            }
        }
        finally
        {
            Volatile.Write(ref trimming, 0);
        }
    }
}
