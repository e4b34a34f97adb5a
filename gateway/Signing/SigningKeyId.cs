namespace Gateway.Signing;

/// <summary>What a derived key is found by: the hash of the secret, and the scope.</summary>
internal readonly record struct SigningKeyId(TokenHash Secret, CredentialScope Scope)
{
    public static SigningKeyId Of(string secret, in CredentialScope scope) => new(TokenHash.Of(secret), scope);

    // A secret seldom has more than a scope or two.
    public override int GetHashCode() => Secret.GetHashCode() ^ Scope.Service.GetHashCode(StringComparison.Ordinal);

    public override string ToString() => nameof(SigningKeyId);
}
