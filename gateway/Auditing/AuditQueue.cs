using System.Threading.Channels;

namespace Gateway.Auditing;

/// <summary>The records that wait for one sink, and its one writer. Places are counted apart from records, so that one can be kept for a request that has just begun.</summary>
internal sealed class AuditQueue(IAuditSink sink, AuditOptions options, TimeProvider time, ILogger logger) : IDisposable
{
    private const int BatchLength = 256;

    /// <summary>How long a record waits for others: a writer that is woken for each costs as much as the record, and a timer of 2 ms still 4 % of a call.</summary>
    private static readonly TimeSpan Gathering = TimeSpan.FromMilliseconds(20);

    /// <summary>How long records that found no place are counted before the log tells of them: a line for each would be a flood of its own.</summary>
    private static readonly TimeSpan LossesGather = TimeSpan.FromSeconds(10);

    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(30);

    private readonly Channel<AuditEntry> waiting = Channel.CreateUnbounded<AuditEntry>(new UnboundedChannelOptions { SingleReader = true });
    private readonly SemaphoreSlim writing = new(1);
    private long taken;
    private long written;
    private long dropped;
    private long untold;
    private volatile Failure? failing;
    private bool full;

    public string Name => sink.Name;

    /// <summary>Places taken.</summary>
    public long Taken => Interlocked.Read(ref taken);

    public long Written => Interlocked.Read(ref written);

    public long Dropped => Interlocked.Read(ref dropped);

    /// <summary>Records that may wait, and requests that will leave one.</summary>
    public long Limit => options.QueueLength;

    /// <summary>Why every call is refused, for <c>/readyz</c>; null where calls can be recorded.</summary>
    public string? Missing => options.Refuses && Taken >= options.QueueLength ? Full + (failing is { } now ? $"; not written since {now.Since:O}: {now.What}" : "") : null;

    /// <summary>What is wrong while calls are still served, for <c>/readyz</c>; null while records are written.</summary>
    public string? Trouble => Missing is not null ? null : (failing, Volatile.Read(ref full)) switch
    {
        ({ } now, _) => $"audit: records are not written to {Name} since {now.Since:O}, so {(options.Refuses ? "they wait, and once too many do, requests are refused" : "they are lost")}: {now.What}",
        (null, true) => Full,
        _ => null,
    };

    private string Full => $"audit: {options.QueueLength} records wait for {Name}, which is as many as may: {Consequence}";

    private string Consequence => options.Refuses ? "requests are refused" : "records are dropped";

    /// <summary>Takes a place; false when all are taken, or of the half that records of strangers may take.</summary>
    public bool TryTakePlace(bool isProven)
    {
        if (Interlocked.Increment(ref taken) <= (isProven ? options.QueueLength : options.QueueLength / 2))
        {
            return true;
        }

        Interlocked.Decrement(ref taken);
        if (!isProven)
        {
            return false;
        }

        if (!Interlocked.Exchange(ref full, true))
        {
            Log.AuditQueueFull(logger, Name, options.QueueLength, Consequence);
        }

        return false;
    }

    /// <summary>Takes a place whether or not there is one.</summary>
    public void ForcePlace() => Interlocked.Increment(ref taken);

    public void GiveBack() => Interlocked.Decrement(ref taken);

    /// <summary>Puts a record in the place taken for it.</summary>
    public ValueTask PutAsync(AuditEntry entry) => waiting.Writer.TryWrite(entry) ? ValueTask.CompletedTask : WriteLateAsync(entry);

    /// <summary>Counts a record that found no place; the log tells of it with those that follow.</summary>
    public void Drop()
    {
        Interlocked.Increment(ref dropped);
        if (Interlocked.Increment(ref untold) == 1)
        {
            _ = TellLostLaterAsync();
        }
    }

    /// <summary>Tells the log of the records that found no place since it was told last.</summary>
    public void TellLost()
    {
        if (Interlocked.Exchange(ref untold, 0) is > 0 and var count)
        {
            Log.AuditDropped(logger, Name, count);
        }
    }

    /// <summary>No more records come; what waits is still written.</summary>
    public void Complete() => waiting.Writer.TryComplete();

    public void Dispose() => writing.Dispose();

    /// <summary>Writes until <see cref="Complete"/>; after <paramref name="giveUp"/> each batch gets one try.</summary>
    public async Task WriteAllAsync(CancellationToken giveUp)
    {
        var batch = new List<AuditEntry>(BatchLength);
        var isBehind = false;
        while (await waiting.Reader.WaitToReadAsync(CancellationToken.None))
        {
            if (!isBehind)
            {
                // By the machine's clock: nothing is decided by it.
                await Task.Delay(Gathering, TimeProvider.System, CancellationToken.None);
            }

            while (batch.Count < BatchLength && waiting.Reader.TryRead(out var entry))
            {
                batch.Add(entry);
            }

            isBehind = batch.Count == BatchLength;
            await WriteAsync(batch, giveUp);
            if (Interlocked.Add(ref taken, -batch.Count) < options.QueueLength / 2)
            {
                Volatile.Write(ref full, false);
            }

            batch.Clear();
        }
    }

    private async Task WriteAsync(List<AuditEntry> batch, CancellationToken giveUp)
    {
        for (var pause = FirstPause; !await TryWriteAsync(batch, giveUp); pause = pause * 2 < LongestPause ? pause * 2 : LongestPause)
        {
            if (!options.Refuses || giveUp.IsCancellationRequested)
            {
                Interlocked.Add(ref dropped, batch.Count);
                Log.AuditDropped(logger, Name, batch.Count);
                return;
            }

            await Task.Delay(pause, time, giveUp).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task<bool> TryWriteAsync(List<AuditEntry> batch, CancellationToken giveUp)
    {
        try
        {
            await WriteInTurnAsync(batch, giveUp);
            Interlocked.Add(ref written, batch.Count);
            if (failing is not null)
            {
                failing = null;
                Log.AuditWrittenAgain(logger, Name);
            }

            return true;
        }
        catch (Exception e)
        {
            // Whatever a sink throws, records were not written.
            if (failing is null)
            {
                failing = new Failure(time.GetUtcNow(), e.Message);
                Log.AuditNotWritten(logger, Name, e);
            }

            return false;
        }
    }

    // Late records meet each other here, and the writer while it still drains: a sink has one at a time.
    private async Task WriteInTurnAsync(List<AuditEntry> batch, CancellationToken giveUp)
    {
        await writing.WaitAsync(CancellationToken.None);
        try
        {
            await sink.WriteAsync(batch, giveUp);
        }
        finally
        {
            writing.Release();
        }
    }

    private async Task TellLostLaterAsync()
    {
        await Task.Delay(LossesGather, time, CancellationToken.None);
        TellLost();
    }

    // A request that outlived the host's patience ends after the writer did.
    private async ValueTask WriteLateAsync(AuditEntry entry)
    {
        if (!await TryWriteAsync([entry], CancellationToken.None))
        {
            Interlocked.Increment(ref dropped);
            Log.AuditDropped(logger, Name, 1);
        }

        GiveBack();
    }

    private sealed record Failure(DateTimeOffset Since, string What);
}
