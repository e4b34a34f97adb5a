namespace Gateway.Revocations.BackChannel;

/// <summary>
/// The ids of verified logout tokens until they expire, so that none counts twice in one process. Sending one to another replica as well
/// does no harm: it ends the same session again.
/// </summary>
internal sealed class SeenTokens(TimeProvider time)
{
    /// <summary>How many are kept. When they are full, those that expire first make room.</summary>
    public const int Capacity = 10_000;

    private readonly Lock gate = new();
    private readonly HashSet<string> ids = new(StringComparer.Ordinal);
    private readonly PriorityQueue<string, DateTimeOffset> byEnd = new();

    /// <summary>False where the id was seen before and has not expired.</summary>
    public bool TryAdd(string id, DateTimeOffset ends)
    {
        lock (gate)
        {
            var now = time.GetUtcNow();
            while (byEnd.TryPeek(out var first, out var end) && (end <= now || byEnd.Count >= Capacity))
            {
                byEnd.Dequeue();
                ids.Remove(first);
            }

            if (!ids.Add(id))
            {
                return false;
            }

            byEnd.Enqueue(id, ends);
            return true;
        }
    }
}
