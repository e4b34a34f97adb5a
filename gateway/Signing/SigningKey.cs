namespace Gateway.Signing;

/// <summary>A key derived from a secret for one day, region and service. Immutable; it can be used by any number of threads.</summary>
internal sealed class SigningKey
{
    private readonly byte[] _key;

    private SigningKey(byte[] key) => _key = key;

    /// <summary>https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html (derive a signing key)</summary>
    public static SigningKey Derive(string secret, in CredentialScope scope) => throw new NotSupportedException();
}
