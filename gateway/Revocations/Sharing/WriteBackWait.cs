namespace Gateway.Revocations.Sharing;

/// <summary>
/// How long a replica that has just started waits at an empty Redis for others to write back what it lost. It counts while Redis is reached without a
/// break: others can have written back only to a Redis that was there.
/// </summary>
internal sealed class WriteBackWait(TimeSpan longest, TimeProvider time)
{
    private readonly Lock gate = new();
    private long? since;

    /// <summary>Redis is empty: whether it has been for long enough.</summary>
    public bool IsOver()
    {
        lock (gate)
        {
            return time.GetElapsedTime(since ??= time.GetTimestamp()) >= longest;
        }
    }

    /// <summary>Redis was not reached, or only now again.</summary>
    public void BeginAnew()
    {
        lock (gate)
        {
            since = null;
        }
    }
}
