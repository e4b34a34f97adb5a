using Microsoft.Extensions.Options;

namespace Gateway.Auditing;

/// <summary>
/// Hands audit records to the sinks, each by a queue of its own, so that a slow one keeps no other back. What happens when a queue is full is the
/// operator's choice (<see cref="AuditOptions.WhenFull"/>).
/// </summary>
internal sealed class AuditRecorder(IEnumerable<IAuditSink> sinks, IOptions<AuditOptions> options, TimeProvider time, ILogger<AuditRecorder> logger) : BackgroundService
{
    /// <summary>How long the records that wait may take when the gateway stops.</summary>
    private static readonly TimeSpan LongestDrain = TimeSpan.FromSeconds(10);

    private readonly AuditQueue[] queues = [.. sinks.Select(sink => new AuditQueue(sink, options.Value, time, logger))];
    private readonly bool refuses = options.Value.Refuses;
    private readonly CancellationTokenSource giveUp = new();
    private long refusals;

    public IReadOnlyList<AuditQueue> Queues => queues;

    /// <summary>Requests refused since their record had no place.</summary>
    public long Refusals => Interlocked.Read(ref refusals);

    /// <summary>Keeps a place for a record in every queue; false: there is none, and what is not refused yet must be.</summary>
    /// <param name="isProven">
    /// Whether it is known who makes the request, and may. Records of strangers, and of callers over their limit or revoked, get half the places, so that no flood of
    /// theirs has all others refused.
    /// </param>
    public bool TryTakePlace(bool isProven)
    {
        if (!refuses)
        {
            return true;
        }

        for (var i = 0; i < queues.Length; i++)
        {
            if (!queues[i].TryTakePlace(isProven))
            {
                GiveBack(i);
                return false;
            }
        }

        return true;
    }

    /// <summary>Keeps a place beyond what may wait.</summary>
    public void ForcePlace()
    {
        foreach (var queue in queues)
        {
            queue.ForcePlace();
        }
    }

    /// <summary>The request leaves no record.</summary>
    public void GiveBackPlace()
    {
        if (refuses)
        {
            GiveBack(queues.Length);
        }
    }

    /// <summary>A request was refused since <see cref="TryTakePlace"/> found no place.</summary>
    public void CountRefusal() => Interlocked.Increment(ref refusals);

    /// <summary>Records a request that had its place.</summary>
    public ValueTask RecordAsync(AuditEntry entry) => RecordAsync(entry, hasPlaces: refuses, isProven: true);

    /// <summary>
    /// Records a refused request that has no place, in each queue that still has one of those for strangers: a full queue takes nothing from the others. Who was let
    /// in has taken a place.
    /// </summary>
    public ValueTask RecordWithoutPlaceAsync(AuditEntry entry) => RecordAsync(entry, hasPlaces: false, isProven: false);

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        // Requests have ended by now; what waits is still written.
        foreach (var queue in queues)
        {
            queue.Complete();
        }

        if (ExecuteTask is { } writing)
        {
            // By the machine's clock: it is sinks that are waited for, and the stop must end though the gateway's clock stands still.
            await writing.WaitAsync(LongestDrain, CancellationToken.None).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            await giveUp.CancelAsync();
            await writing.WaitAsync(TimeSpan.FromSeconds(1), CancellationToken.None).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        foreach (var queue in queues)
        {
            queue.TellLost();
            if (queue.Taken > 0)
            {
                Log.AuditDropped(logger, queue.Name, queue.Taken);
            }
        }
    }

    public override void Dispose()
    {
        giveUp.Dispose();
        foreach (var queue in queues)
        {
            queue.Dispose();
        }

        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        await Task.WhenAll(queues.Select(queue => Task.Run(() => queue.WriteAllAsync(giveUp.Token), CancellationToken.None)));
    }

    private async ValueTask RecordAsync(AuditEntry entry, bool hasPlaces, bool isProven)
    {
        entry.LetClaimsGo();
        foreach (var queue in queues)
        {
            if (hasPlaces || queue.TryTakePlace(isProven))
            {
                await queue.PutAsync(entry);
            }
            else
            {
                queue.Drop();
            }
        }
    }

    private void GiveBack(int count)
    {
        foreach (var queue in queues.AsSpan(0, count))
        {
            queue.GiveBack();
        }
    }
}
