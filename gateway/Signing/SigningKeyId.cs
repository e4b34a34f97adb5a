namespace Gateway.Signing;

/// <summary>What a derived key is found by: the hash of the secret, and the scope.</summary>
internal readonly record struct SigningKeyId(TokenHash Secret, CredentialScope Scope)
{
    public static SigningKeyId Of(SigningSecret secret, in CredentialScope scope) => new(secret.Hash, scope);

    // A secret seldom has more than a scope or two.
    public override int GetHashCode() => Secret.GetHashCode() ^ Scope.Service.GetHashCode(StringComparison.Ordinal);

    public override string ToString() => nameof(SigningKeyId);
}
