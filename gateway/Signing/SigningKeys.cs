namespace Gateway.Signing;

/// <summary>
/// Keys that were derived from one secret, so that the four HMACs of a derivation are paid once for a day, region and service, not once a request. They are kept with what is known of
/// the secret's holder, and go with it. A key is a pure function of secret and scope, so nothing in here can be out of date. Any number of threads may use it.
/// </summary>
internal sealed class SigningKeys
{
    /// <summary>Keys of one secret at most, about 300 bytes each: a client seldom calls more services at a time.</summary>
    public const int Most = 8;

    // Replaced whole.
    private volatile Derived[] _derived = [];

    /// <summary>How many are kept.</summary>
    public int Count => _derived.Length;

    public SigningKey? Find(in CredentialScope scope)
    {
        foreach (var derived in _derived)
        {
            if (derived.Scope == scope)
            {
                return derived.Key;
            }
        }

        return null;
    }

    /// <summary>Keeps a key, in place of the one that was kept first where there are as many as may be.</summary>
    public void Keep(CredentialScope scope, SigningKey key) =>
        _derived = [new Derived(scope, key), .. _derived.Where(derived => derived.Scope != scope).Take(Most - 1)];

    public override string ToString() => nameof(SigningKeys);

    private sealed record Derived(CredentialScope Scope, SigningKey Key);
}
