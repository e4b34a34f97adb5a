using System.Buffers;
using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using Gateway.Hashing;

namespace Gateway;

/// <summary>The SHA-256 of a secret or a token, by which caches find what they know of it: a cache must not keep tokens in memory past their request.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct TokenHash
{
    private readonly UInt128 high;
    private readonly UInt128 low;

    private TokenHash(ReadOnlySpan<byte> digest)
    {
        high = BinaryPrimitives.ReadUInt128BigEndian(digest);
        low = BinaryPrimitives.ReadUInt128BigEndian(digest[16..]);
    }

    public static TokenHash Of(string token)
    {
        var bytes = ArrayPool<byte>.Shared.Rent(Encoding.UTF8.GetMaxByteCount(token.Length));
        var length = Encoding.UTF8.GetBytes(token, bytes);
        Span<byte> digest = stackalloc byte[Sha256.Size];
        Sha256.Hash(bytes.AsSpan(0, length), digest);
        CryptographicOperations.ZeroMemory(bytes.AsSpan(0, length));
        ArrayPool<byte>.Shared.Return(bytes);
        return new TokenHash(digest);
    }

    /// <summary>Any part of a digest spreads evenly.</summary>
    public override int GetHashCode() => (int)(uint)low;

    public override string ToString() => nameof(TokenHash);
}
