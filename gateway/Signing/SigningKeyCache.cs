using System.Collections.Concurrent;

namespace Gateway.Signing;

/// <summary>
/// Derived signing keys, so that the four HMACs of a derivation are paid once for a secret, day and scope, not once a request. A key is a pure function of
/// what it is found by, so nothing in here can be out of date; what may be used is decided elsewhere on every call.
/// </summary>
/// <remarks>
/// Two generations: when the young one is full it becomes the old one, and the old one is dropped; what is used moves back to the young one. So the cache
/// needs no clock, and reading takes no lock.
/// </remarks>
/// <param name="capacity">Keys held at most, 2 at least. Default: 8,192 (about 3 MiB with secrets of usual length).</param>
internal sealed class SigningKeyCache(int capacity = 8192)
{
    private readonly int _half = Math.Max(1, capacity / 2);
    private readonly Lock _turning = new();
    private volatile Generation _young = new();
    private volatile Generation _old = new();

    /// <summary>Keys held now.</summary>
    public int Count => _young.Keys.Count + _old.Keys.Count;

    public SigningKey Get(string secret, in CredentialScope scope)
    {
        var id = new Id(secret, scope);
        if (_young.Keys.TryGetValue(id, out var key))
        {
            return key;
        }

        if (!_old.Keys.TryGetValue(id, out key))
        {
            key = SigningKey.Derive(secret, scope);
        }

        Remember(id, key);
        return key;
    }

    private void Remember(in Id id, SigningKey key)
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
        public ConcurrentDictionary<Id, SigningKey> Keys { get; } = new();

        /// <summary>Counted here, under the lock, because the dictionary's own count takes all of its locks.</summary>
        public int Entries { get; set; }
    }

    private readonly record struct Id(string Secret, CredentialScope Scope)
    {
        // A JWT as a secret has thousands of chars: its end (the issuer's signature) tells secrets apart as well as the whole, at a fortieth of the time.
        public override int GetHashCode()
        {
            var end = Secret.AsSpan(Math.Max(0, Secret.Length - 32));
            return HashCode.Combine(string.GetHashCode(end, StringComparison.Ordinal), Secret.Length, Scope);
        }
    }
}
