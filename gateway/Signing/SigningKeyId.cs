using System.Buffers;
using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Gateway.Signing;

/// <summary>What a derived key is found by. It holds the SHA-256 of the secret, not the secret: a cache must not keep tokens in memory past their request.</summary>
internal readonly record struct SigningKeyId
{
    private readonly UInt128 _high;
    private readonly UInt128 _low;
    private readonly CredentialScope _scope;

    private SigningKeyId(ReadOnlySpan<byte> digest, in CredentialScope scope)
    {
        _high = BinaryPrimitives.ReadUInt128BigEndian(digest);
        _low = BinaryPrimitives.ReadUInt128BigEndian(digest[16..]);
        _scope = scope;
    }

    public static SigningKeyId Of(string secret, in CredentialScope scope)
    {
        var bytes = ArrayPool<byte>.Shared.Rent(Encoding.UTF8.GetMaxByteCount(secret.Length));
        var length = Encoding.UTF8.GetBytes(secret, bytes);
        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        _ = SHA256.HashData(bytes.AsSpan(0, length), digest);
        CryptographicOperations.ZeroMemory(bytes.AsSpan(0, length));
        ArrayPool<byte>.Shared.Return(bytes);
        return new SigningKeyId(digest, scope);
    }

    public override string ToString() => nameof(SigningKeyId);
}
