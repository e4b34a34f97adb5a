namespace Gateway.Signing;

/// <summary>A secret access key, and the keys that were derived from it.</summary>
/// <param name="value">What the keys are derived from.</param>
/// <param name="keys">Those that are known.</param>
internal sealed class SigningSecret(string value, SigningKeys keys)
{
    public SigningKeys Keys { get; } = keys;

    public static implicit operator SigningSecret(string value) => new(value, new SigningKeys());

    /// <summary>The key for a scope; one that is not known is derived and not kept.</summary>
    public SigningKey KeyFor(in CredentialScope scope, out bool isKnown)
    {
        var key = Keys.Find(scope);
        isKnown = key is not null;
        return key ?? SigningKey.Derive(value, scope);
    }

    /// <summary>The key for a scope, kept.</summary>
    public SigningKey KeyFor(in CredentialScope scope)
    {
        var key = KeyFor(scope, out var isKnown);
        if (!isKnown)
        {
            Keys.Keep(scope, key);
        }

        return key;
    }

    public override string ToString() => nameof(SigningSecret);
}
