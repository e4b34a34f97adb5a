using System.Buffers;
using System.Security.Cryptography;
using System.Text;

namespace Gateway.Signing;

/// <summary>A key derived from a secret for one day, region and service. Immutable; it can be used by any number of threads.</summary>
internal sealed class SigningKey
{
    private const int BlockSize = 64;

    // HMAC's two padded keys (RFC 2104 section 2).
    private readonly byte[] _inner = new byte[BlockSize];
    private readonly byte[] _outer = new byte[BlockSize];

    private SigningKey(ReadOnlySpan<byte> key)
    {
        key.CopyTo(_inner);
        key.CopyTo(_outer);
        for (var i = 0; i < BlockSize; i++)
        {
            _inner[i] ^= 0x36;
            _outer[i] ^= 0x5c;
        }
    }

    /// <summary>https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html (derive a signing key)</summary>
    public static SigningKey Derive(string secret, in CredentialScope scope)
    {
        var seed = ArrayPool<byte>.Shared.Rent(4 + Encoding.UTF8.GetMaxByteCount(secret.Length));
        "AWS4"u8.CopyTo(seed);
        var length = 4 + Encoding.UTF8.GetBytes(secret, seed.AsSpan(4));
        var key = new byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(seed.AsSpan(0, length), Encoding.UTF8.GetBytes(scope.Date), key);
        CryptographicOperations.ZeroMemory(seed.AsSpan(0, length));
        ArrayPool<byte>.Shared.Return(seed);

        HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(scope.Region), key);
        HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(scope.Service), key);
        HMACSHA256.HashData(key, "aws4_request"u8, key);
        var derived = new SigningKey(key);
        CryptographicOperations.ZeroMemory(key);
        return derived;
    }

    /// <summary>Signs; <paramref name="signature"/> takes 32 bytes.</summary>
    /// <remarks>HMAC by its definition: two hashes take half the time of OpenSSL's HMAC, which sets itself up anew for each.</remarks>
    public void Sign(ReadOnlySpan<byte> stringToSign, Span<byte> signature)
    {
        var length = BlockSize + stringToSign.Length;
        byte[]? rented = null;
        var text = length <= 512 ? stackalloc byte[512] : rented = ArrayPool<byte>.Shared.Rent(length);
        _inner.CopyTo(text);
        stringToSign.CopyTo(text[BlockSize..]);
        Span<byte> outer = stackalloc byte[BlockSize + SHA256.HashSizeInBytes];
        _outer.CopyTo(outer);
        SHA256.HashData(text[..length], outer[BlockSize..]);
        SHA256.HashData(outer, signature);
        if (rented is not null)
        {
            ArrayPool<byte>.Shared.Return(rented);
        }
    }

    public override string ToString() => nameof(SigningKey);
}
