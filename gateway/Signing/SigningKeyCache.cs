namespace Gateway.Signing;

/// <summary>
/// Derived signing keys, so that the four HMACs of a derivation are paid once for a secret, day and scope, not once a request. A key is a pure function of
/// what it is found by, so nothing in here can be out of date; what may be used is decided elsewhere on every call.
/// </summary>
/// <param name="capacity">
/// Keys held at most on each side, 2 at least. Default: 8,192, about 300 bytes each: 2.5 MiB a side. Only the scope is of the client's making, and
/// <see cref="CredentialScope"/> bounds its parts: 2.5 MiB more at the worst.
/// </param>
internal sealed class SigningKeyCache(int capacity = 8192)
{
    /// <summary>Keys of signatures that clients made. They stand apart, so that no client drives the keys out that we sign with.</summary>
    public BoundedCache<SigningKeyId, SigningKey> Clients { get; } = new(capacity);

    /// <summary>Keys that we sign with.</summary>
    public BoundedCache<SigningKeyId, SigningKey> Upstream { get; } = new(capacity);
}
