using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;

namespace Gateway.Sessions;

/// <summary>One key that gateway credentials are sealed with, and the id by which sealed tokens name it.</summary>
internal sealed class SessionKey
{
    public const int Size = 32;
    public const int IdSize = 4;

    private readonly byte[] key;

    private SessionKey(byte[] key)
    {
        this.key = key;
        Id = SHA256.HashData([.. "gateway session key id"u8, .. key]).AsMemory(0, IdSize);
    }

    /// <summary>Four bytes that name the key and tell nothing of it.</summary>
    public ReadOnlyMemory<byte> Id { get; }

    public static SessionKey Random() => new(RandomNumberGenerator.GetBytes(Size));

    public static bool TryParse(string text, [NotNullWhen(true)] out SessionKey? key)
    {
        var bytes = new byte[Size + 2];
        key = Convert.TryFromBase64String(text.Trim(), bytes, out var length) && length == Size ? new SessionKey(bytes[..Size]) : null;
        return key is not null;
    }

    /// <summary>Derives a key for one token and one purpose (HKDF, RFC 5869), so that no two tokens share a key and nonces cannot repeat.</summary>
    public void Derive(ReadOnlySpan<byte> salt, ReadOnlySpan<byte> purpose, Span<byte> derived) =>
        HKDF.DeriveKey(HashAlgorithmName.SHA256, key, derived, salt, purpose);
}
