using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;

namespace Gateway.Sessions;

/// <summary>
/// One key, the id by which what it sealed names it, and its way to seal: key id (4 bytes), salt (32), AES-256-GCM ciphertext, tag (16). The encryption
/// key is derived from this key, the salt and a purpose (HKDF-SHA256, RFC 5869): what was sealed for one purpose opens for no other.
/// </summary>
internal sealed class SessionKey
{
    public const int Size = 32;

    /// <summary>How many bytes longer than its content a sealed text is.</summary>
    public const int Overhead = HeaderSize + TagSize;

    private const int IdSize = 4;
    private const int SaltSize = 32;
    private const int HeaderSize = IdSize + SaltSize;
    private const int TagSize = 16;

    private static readonly byte[] Nonce = new byte[12];

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

    public byte[] Seal(ReadOnlySpan<byte> plain, ReadOnlySpan<byte> purpose)
    {
        var sealedBytes = new byte[Overhead + plain.Length];
        Id.Span.CopyTo(sealedBytes);
        RandomNumberGenerator.Fill(sealedBytes.AsSpan(IdSize, SaltSize));
        using var cipher = Cipher(sealedBytes, purpose);
        // The encryption key is this one text's, so a fixed nonce never meets it twice.
        cipher.Encrypt(Nonce, plain, sealedBytes.AsSpan(HeaderSize, plain.Length), sealedBytes.AsSpan(HeaderSize + plain.Length), sealedBytes.AsSpan(0, HeaderSize));
        return sealedBytes;
    }

    /// <summary>Opens what this key sealed for the purpose; false for anything else.</summary>
    public bool TryOpen(ReadOnlySpan<byte> sealedBytes, ReadOnlySpan<byte> purpose, [NotNullWhen(true)] out byte[]? plain)
    {
        plain = null;
        if (sealedBytes.Length < Overhead || !sealedBytes[..IdSize].SequenceEqual(Id.Span))
        {
            return false;
        }

        using var cipher = Cipher(sealedBytes, purpose);
        var opened = new byte[sealedBytes.Length - Overhead];
        try
        {
            cipher.Decrypt(Nonce, sealedBytes.Slice(HeaderSize, opened.Length), sealedBytes[^TagSize..], opened, sealedBytes[..HeaderSize]);
        }
        catch (AuthenticationTagMismatchException)
        {
            return false;
        }

        plain = opened;
        return true;
    }

    /// <summary>Derives a further secret that belongs to one sealed text alone.</summary>
    public void Derive(ReadOnlySpan<byte> sealedBytes, ReadOnlySpan<byte> purpose, Span<byte> derived) =>
        HKDF.DeriveKey(HashAlgorithmName.SHA256, key, derived, sealedBytes.Slice(IdSize, SaltSize), purpose);

    private AesGcm Cipher(ReadOnlySpan<byte> sealedBytes, ReadOnlySpan<byte> purpose)
    {
        Span<byte> derived = stackalloc byte[32];
        Derive(sealedBytes, purpose, derived);
        return new AesGcm(derived, TagSize);
    }
}
