using System.Buffers;
using System.Security.Cryptography;
using System.Text;

namespace Gateway.Signing;

/// <summary>A key derived from a secret for one day, region and service. Immutable; it can be used by any number of threads.</summary>
internal sealed class SigningKey
{
    private readonly byte[] _key;

    // One that no signature is being made with: it is not safe for several threads, and setting one up takes longer than signing.
    private IncrementalHash? _idle;
    private volatile bool _isUsed;

    private SigningKey(byte[] key) => _key = key;

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
        return new SigningKey(key);
    }

    /// <summary>Signs; <paramref name="signature"/> takes 32 bytes.</summary>
    /// <remarks>
    /// With what was set up before it takes half the time of a one-shot HMAC, which goes through the key anew each time. But that holds 2.6 KB of OpenSSL's memory, so
    /// a key gets it only when it comes back: of 20,000 sessions that made one call each it was 120 MiB.
    /// </remarks>
    public void Sign(ReadOnlySpan<byte> stringToSign, Span<byte> signature)
    {
        if (!_isUsed)
        {
            _isUsed = true;
            _ = HMACSHA256.HashData(_key, stringToSign, signature);
            return;
        }

        var hmac = Interlocked.Exchange(ref _idle, null) ?? IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, _key);
        hmac.AppendData(stringToSign);
        _ = hmac.GetHashAndReset(signature);
        Interlocked.Exchange(ref _idle, hmac)?.Dispose();
    }

    /// <summary>Frees what was set up for signing, which a later signature sets up anew; else it would stay until the collector comes to it.</summary>
    public void Rest() => Interlocked.Exchange(ref _idle, null)?.Dispose();

    public override string ToString() => nameof(SigningKey);
}
