using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;

namespace Gateway.Signing;

/// <summary>A bounded part of the <see cref="SigningKeyCache"/>.</summary>
/// <remarks>
/// Two generations: when the young one is full it becomes the old one, and the old one is dropped; what is used moves back to the young one. So the cache
/// needs no clock, and reading takes no lock.
/// </remarks>
/// <param name="capacity">Keys held at most, 2 at least.</param>
internal sealed class SigningKeyPartition(int capacity)
{
    private readonly int _half = Math.Max(1, capacity / 2);
    private readonly Lock _turning = new();
    private volatile Generation _young = new();
    private volatile Generation _old = new();

    /// <summary>Keys held now.</summary>
    public int Count => _young.Keys.Count + _old.Keys.Count;

    public bool TryGet(in SigningKeyId id, [NotNullWhen(true)] out SigningKey? key)
    {
        if (_young.Keys.TryGetValue(id, out key))
        {
            return true;
        }

        if (!_old.Keys.TryGetValue(id, out key))
        {
            return false;
        }

        Add(id, key);
        return true;
    }

    public void Add(in SigningKeyId id, SigningKey key)
    {
        lock (_turning)
        {
            if (_young.Entries == _half)
            {
                _old = _young;
                _young = new Generation();
            }

            if (_young.Keys.TryAdd(id, key))
            {
                _young.Entries++;
            }
        }
    }

    private sealed class Generation
    {
        public ConcurrentDictionary<SigningKeyId, SigningKey> Keys { get; } = new();

        /// <summary>Counted here, under the lock, because the dictionary's own count takes all of its locks.</summary>
        public int Entries { get; set; }
    }
}
