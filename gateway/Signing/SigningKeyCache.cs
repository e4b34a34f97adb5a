namespace Gateway.Signing;

/// <summary>Derived signing keys, so that the four HMACs of a derivation are paid once a day and scope, not once a request.</summary>
internal sealed class SigningKeyCache
{
    public SigningKey Get(string secret, in CredentialScope scope) => throw new NotSupportedException();
}
