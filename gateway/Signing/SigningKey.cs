using System.Buffers;
using System.Security.Cryptography;
using System.Text;
using Gateway.Hashing;

namespace Gateway.Signing;

/// <summary>A key derived from a secret for one day, region and service. Immutable; it can be used by any number of threads.</summary>
internal sealed class SigningKey
{
    private readonly byte[] _key;

    private SigningKey(byte[] key) => _key = key;

    /// <summary>https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html (derive a signing key)</summary>
    public static SigningKey Derive(string secret, in CredentialScope scope)
    {
        var seed = ArrayPool<byte>.Shared.Rent(4 + Encoding.UTF8.GetMaxByteCount(secret.Length));
        "AWS4"u8.CopyTo(seed);
        var length = 4 + Encoding.UTF8.GetBytes(secret, seed.AsSpan(4));
        var key = new byte[Sha256.Size];
        Sha256.Hmac(seed.AsSpan(0, length), Encoding.UTF8.GetBytes(scope.Date), key);
        CryptographicOperations.ZeroMemory(seed.AsSpan(0, length));
        ArrayPool<byte>.Shared.Return(seed);

        Sha256.Hmac(key, Encoding.UTF8.GetBytes(scope.Region), key);
        Sha256.Hmac(key, Encoding.UTF8.GetBytes(scope.Service), key);
        Sha256.Hmac(key, Encoding.UTF8.GetBytes(CredentialScope.Terminator), key);
        return new SigningKey(key);
    }

    /// <summary>Signs; <paramref name="signature"/> takes 32 bytes.</summary>
    public void Sign(ReadOnlySpan<byte> stringToSign, Span<byte> signature) => Sha256.Hmac(_key, stringToSign, signature);

    public override string ToString() => nameof(SigningKey);
}
