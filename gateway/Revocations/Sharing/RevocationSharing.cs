using Gateway.Sharing;

namespace Gateway.Revocations.Sharing;

/// <summary>
/// Shares revocations between replicas: each is written and told at once. When a replica finds a version that it has not followed up to, because it
/// has just started, missed a message, or Redis lost its memory, it reads everything and writes back what Redis lacks.
/// </summary>
internal sealed class RevocationSharing(
    SharedRedis redis, RevocationList revocations, SharingStatus status, TimeProvider time, ILogger<RevocationSharing> logger) : BackgroundService
{
    /// <summary>How often the version is looked at.</summary>
    private static readonly TimeSpan CheckInterval = TimeSpan.FromSeconds(3);

    /// <summary>How long a replica that has just started waits at an empty Redis for others to write back what it lost.</summary>
    private static readonly TimeSpan LongestWriteBack = CheckInterval + TimeSpan.FromSeconds(1);

    /// <summary>How long whoever revokes waits to hear that it is shared.</summary>
    private static readonly TimeSpan LongestWrite = TimeSpan.FromSeconds(2);

    private static readonly TimeSpan RetryInterval = TimeSpan.FromMilliseconds(500);

    /// <summary>How long the start waits for the first reading; after that the gateway starts, and is not ready.</summary>
    private static readonly TimeSpan LongestStart = TimeSpan.FromSeconds(5);

    private readonly WriteBackWait writeBack = new(LongestWriteBack, time);
    private readonly Lock gate = new();
    private readonly SemaphoreSlim wake = new(0, 1);
    private readonly TaskCompletionSource firstReading = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private RedisStore? store;
    private long? followed;
    private bool isComplete;

    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        if (!redis.IsConfigured)
        {
            return;
        }

        revocations.IsKnown = false;
        revocations.Tell(revocation => _ = WriteAsync(revocation));
        await base.StartAsync(cancellationToken);
        await firstReading.Task.WaitAsync(LongestStart, time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    /// <summary>Whether Redis has the revocation, and with it every replica that reaches Redis; null where nothing is shared.</summary>
    public async Task<bool?> IsSharedAsync(Revocation revocation)
    {
        if (!redis.IsConfigured)
        {
            return null;
        }

        try
        {
            return store is { } shared && await shared.HoldsAsync(revocation).WaitAsync(LongestWrite, time);
        }
        catch (Exception e) when (SharedRedis.IsOutage(e))
        {
            return false;
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var connection = await redis.ConnectionAsync();
        connection.ConnectionRestored += (_, _) =>
        {
            writeBack.BeginAnew();
            ReadAnew();
        };
        store = new RedisStore(connection);
        var isSubscribed = false;
        while (!stoppingToken.IsCancellationRequested)
        {
            var pause = CheckInterval;
            try
            {
                if (!isSubscribed)
                {
                    await store.SelectAsync();
                    await store.SubscribeAsync(Follow);
                    isSubscribed = true;
                }

                if (await CatchUpAsync(store))
                {
                    firstReading.TrySetResult();
                }
                else
                {
                    pause = RetryInterval;
                }

                if (status.Works())
                {
                    Log.SharingWorks(logger);
                }
            }
            catch (Exception e) when (SharedRedis.IsOutage(e))
            {
                if (status.Fails($"{e.GetType().Name}: {PrintableText.Of(e.Message[..Math.Min(e.Message.Length, 200)])}"))
                {
                    Log.SharingFails(logger, e.GetType().Name, e.Message);
                }

                writeBack.BeginAnew();
                pause = RetryInterval;
            }

            try
            {
                // By the machine's clock, the only one that a semaphore has: nothing is decided by when Redis is looked at.
                await wake.WaitAsync(pause, stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                // The host stops.
            }
        }
    }

    public override void Dispose()
    {
        wake.Dispose();
        base.Dispose();
    }

    /// <summary>Reads what was missed and writes what Redis lacks; false where that must wait.</summary>
    private async Task<bool> CatchUpAsync(RedisStore shared)
    {
        var version = await shared.VersionAsync();
        if (version is null && !revocations.IsKnown && !writeBack.IsOver())
        {
            // New, or it has lost its memory, and the replicas that remember are about to say so.
            return false;
        }

        lock (gate)
        {
            if (isComplete && followed == version)
            {
                return true;
            }

            // What is told from now on counts from here.
            (followed, isComplete) = (version, true);
        }

        try
        {
            var now = time.GetUtcNow();
            var known = new HashSet<string>(await shared.LoadAsync(now), StringComparer.Ordinal);
            foreach (var text in known)
            {
                Merge(text);
            }

            revocations.IsKnown = true;
            var lacking = revocations.All.Where(revocation => !known.Contains(RevocationText.Of(revocation))).ToList();
            foreach (var some in lacking.Chunk(500))
            {
                await Task.WhenAll(some.Select(revocation => shared.WriteAsync(revocation, now)));
            }

            if (version is null)
            {
                await shared.BeginAsync();
            }

            Log.CaughtUp(logger, known.Count, lacking.Count);
            return true;
        }
        catch
        {
            lock (gate)
            {
                isComplete = false;
            }

            throw;
        }
    }

    private void Follow(long version, string text)
    {
        Merge(text);
        lock (gate)
        {
            // After a gap the version stays behind, and everything is read at the next look.
            if (followed is null || version == followed + 1)
            {
                followed = version;
            }
        }
    }

    private async Task WriteAsync(Revocation revocation)
    {
        try
        {
            if (store is { } shared)
            {
                await shared.WriteAsync(revocation, time.GetUtcNow());
                return;
            }
        }
        catch (Exception e) when (SharedRedis.IsOutage(e))
        {
            Log.NotShared(logger, e.GetType().Name, e.Message);
        }

        ReadAnew();
    }

    private void Merge(string text)
    {
        if (RevocationText.TryRead(text, time.GetUtcNow(), out var revocation))
        {
            revocations.Merge(revocation);
        }
        else
        {
            Log.NotUnderstood(logger);
        }
    }

    private void ReadAnew()
    {
        lock (gate)
        {
            isComplete = false;
            if (wake.CurrentCount == 0)
            {
                wake.Release();
            }
        }
    }
}
