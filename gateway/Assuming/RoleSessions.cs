using System.Collections.Concurrent;
using Gateway.Limits;
using Gateway.Telemetry;
using Microsoft.Extensions.Options;

namespace Gateway.Assuming;

/// <summary>
/// The role sessions in use. However many callers need the same one, STS is asked once; a session is renewed in the background before it
/// ends, while callers go on with the old one. Failures are not kept, except that a refusal by STS is remembered for a few seconds.
/// </summary>
internal sealed class RoleSessions(StsClient sts, TimeProvider time, IOptions<AssumingOptions> options, AssumeLimits limits, GatewayMetrics metrics, ILogger<RoleSessions> logger)
{
    /// <summary>How long a refusal is remembered, so that a client that retries does not become STS's load.</summary>
    internal static readonly TimeSpan RefusalMemory = TimeSpan.FromSeconds(5);

    /// <summary>A session with less than this left is not used any more.</summary>
    internal static readonly TimeSpan Margin = TimeSpan.FromMinutes(1);

    /// <summary>How old credentials are at least that AWS's refusal ends, so that a role that AWS always refuses does not become STS's load.</summary>
    internal static readonly TimeSpan LeastAge = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<SessionId, RoleSessionEntry> entries = new();
    private readonly ConcurrentDictionary<CallerId, int> perCaller = new();
    private readonly Trimmer trimmer = new();

    /// <summary>How many sessions are held.</summary>
    public int Count => entries.Count;

    /// <summary>Credentials to sign forwarded calls with.</summary>
    public ValueTask<AssumeResult> GetAsync(SessionId id, CancellationToken cancellation) => GetAsync(id, fresh: false, cancellation);

    /// <summary>Credentials to hand out: a session that still has at least three quarters of its time, or a new one.</summary>
    public ValueTask<AssumeResult> GetFreshAsync(SessionId id, CancellationToken cancellation) =>
        GetAsync(id, fresh: true, cancellation);

    /// <summary>AWS takes these credentials no more: whoever comes next gets new ones, if these are not new themselves.</summary>
    public void Forget(SessionId id, AwsCredentials refused)
    {
        if (entries.TryGetValue(id, out var entry) && entry.Forget(refused))
        {
            Log.SessionRefused(logger, id.Session.RoleArn.ToString(), refused.AccessKeyId);
        }
    }

    private ValueTask<AssumeResult> GetAsync(SessionId id, bool fresh, CancellationToken cancellation)
    {
        if (!entries.TryGetValue(id, out var entry))
        {
            // Nothing is kept, and so nothing pushed out, for a session that will not be asked for.
            if (!limits.HasRoom(id.Caller))
            {
                return ValueTask.FromResult(RoleSessionEntry.OverTheLimit);
            }

            entry = Add(id);
        }

        var asked = entry.GetAsync(fresh, cancellation);
        if (!asked.IsCompletedSuccessfully)
        {
            metrics.SessionFound(inMemory: false);
            return ForgetFailureAsync(id, entry, asked);
        }

        var result = asked.Result;
        if (ReferenceEquals(result, RoleSessionEntry.OverTheLimit) && entry.IsEmpty)
        {
            Remove(id, entry);
        }

        metrics.SessionFound(inMemory: result.Assumed);
        return ValueTask.FromResult(result);
    }

    // A failure leaves nothing behind, but for the refusals that are remembered on purpose, and takes nothing: what was too old to hand out is still good to sign with.
    private async ValueTask<AssumeResult> ForgetFailureAsync(SessionId id, RoleSessionEntry entry, ValueTask<AssumeResult> asked)
    {
        var result = await asked;
        if (!result.Assumed && entry.IsEmpty)
        {
            Remove(id, entry);
        }

        return result;
    }

    private RoleSessionEntry Add(SessionId id)
    {
        var added = new RoleSessionEntry(id, sts, limits, time);
        var entry = entries.GetOrAdd(id, added);
        if (ReferenceEquals(entry, added))
        {
            var own = perCaller.AddOrUpdate(id.Caller, 1, static (_, count) => count + 1);
            if (own > options.Value.MaxSessionsPerCaller)
            {
                // A caller who asks for ever new sessions (each session policy is one) pushes its own out, and nobody else's.
                var others = Oldest(entries.Where(e => e.Key.Caller.Equals(id.Caller) && !e.Key.Equals(id)));
                foreach (var (oldest, held) in others.Take(own - (options.Value.MaxSessionsPerCaller * 9 / 10)))
                {
                    Remove(oldest, held);
                }
            }

            trimmer.Trim(entries, options.Value.MaxSessions, Oldest, oldest => Remove(oldest.Key, oldest.Value));
        }

        return entry;
    }

    private void Remove(SessionId id, RoleSessionEntry entry)
    {
        if (entries.TryRemove(KeyValuePair.Create(id, entry)))
        {
            if (perCaller.AddOrUpdate(id.Caller, 0, static (_, count) => count - 1) <= 0)
            {
                perCaller.TryRemove(KeyValuePair.Create(id.Caller, 0));
            }
        }
    }

    private static IEnumerable<KeyValuePair<SessionId, RoleSessionEntry>> Oldest(IEnumerable<KeyValuePair<SessionId, RoleSessionEntry>> of) => of.OrderBy(e => e.Value.LastUsed);
}
