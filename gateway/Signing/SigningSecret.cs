namespace Gateway.Signing;

/// <summary>A secret access key, with the hash by which the keys derived from it are found: worked out once for a secret and not once a request.</summary>
internal sealed class SigningSecret(string value)
{
    public string Value { get; } = value;

    public TokenHash Hash { get; } = TokenHash.Of(value);

    public static implicit operator SigningSecret(string value) => new(value);

    public override string ToString() => nameof(SigningSecret);
}
