using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;

namespace Gateway;

/// <summary>A cache that never holds more than it is allowed to.</summary>
/// <remarks>
/// Two generations: when the young one is full it becomes the old one, and the old one is dropped; what is used moves back to the young one. So the cache
/// needs no clock, and reading takes no lock.
/// </remarks>
/// <param name="capacity">What entries may weigh together, 2 at least: their number, where each weighs 1.</param>
/// <param name="weigh">What an entry weighs, the same at each time, 1 at least; 1 where it is left out.</param>
internal sealed class BoundedCache<TKey, TValue>(int capacity, Func<TValue, int>? weigh = null)
    where TKey : notnull
    where TValue : class
{
    private readonly int half = Math.Max(1, capacity / 2);
    private readonly Lock turning = new();
    private volatile Generation young = new();
    private volatile Generation old = new();

    /// <summary>Entries held now.</summary>
    public int Count => young.Entries.Count + old.Entries.Count;

    public bool TryGet(in TKey key, [NotNullWhen(true)] out TValue? value)
    {
        if (young.Entries.TryGetValue(key, out value))
        {
            return true;
        }

        if (!old.Entries.TryGetValue(key, out value))
        {
            return false;
        }

        Add(key, value);
        return true;
    }

    /// <summary>Adds an entry, or replaces that of the same key.</summary>
    public void Add(in TKey key, TValue value)
    {
        lock (turning)
        {
            if (young.Entries.TryRemove(key, out var replaced))
            {
                young.Weight -= Weigh(replaced);
            }

            var weight = Weigh(value);
            if (young.Weight + weight > half && young.Weight > 0)
            {
                old = young;
                young = new Generation();
            }

            young.Entries[key] = value;
            young.Weight += weight;
        }
    }

    /// <summary>Forgets an entry.</summary>
    public void Remove(in TKey key)
    {
        lock (turning)
        {
            if (young.Entries.TryRemove(key, out var removed))
            {
                young.Weight -= Weigh(removed);
            }

            old.Entries.TryRemove(key, out _);
        }
    }

    private int Weigh(TValue value) => weigh is null ? 1 : weigh(value);

    private sealed class Generation
    {
        public ConcurrentDictionary<TKey, TValue> Entries { get; } = new();

        /// <summary>Of all entries together. Under the lock.</summary>
        public int Weight { get; set; }
    }
}
