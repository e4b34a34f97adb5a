using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.DataProtection;

namespace Gateway.Sessions;

/// <summary>
/// Seals for one chain of purposes: key id (4 bytes), salt (32), AES-256-GCM ciphertext, tag (16). The encryption key is derived from session key, salt
/// and purposes (HKDF-SHA256), so that what is sealed for one purpose opens for no other.
/// </summary>
internal sealed class SessionKeyProtector(SessionKey[] keys, ReadOnlyMemory<byte> purposes) : IDataProtector
{
    private const int SaltSize = 32;
    private const int TagSize = 16;
    private const int HeaderSize = SessionKey.IdSize + SaltSize;

    private static readonly byte[] Nonce = new byte[12];

    /// <summary>Narrows the chain; each purpose with its length before it, so that no two chains are alike.</summary>
    public IDataProtector CreateProtector(string purpose)
    {
        var name = Encoding.UTF8.GetBytes(purpose);
        var length = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(length, name.Length);
        return new SessionKeyProtector(keys, (byte[])[.. purposes.Span, .. length, .. name]);
    }

    public byte[] Protect(byte[] plaintext)
    {
        var sealedBytes = new byte[HeaderSize + plaintext.Length + TagSize];
        keys[0].Id.Span.CopyTo(sealedBytes);
        RandomNumberGenerator.Fill(sealedBytes.AsSpan(SessionKey.IdSize, SaltSize));
        using var cipher = Cipher(keys[0], sealedBytes);
        // The key is this one message's, so a fixed nonce never meets it twice.
        cipher.Encrypt(Nonce, plaintext, sealedBytes.AsSpan(HeaderSize, plaintext.Length), sealedBytes.AsSpan(HeaderSize + plaintext.Length), sealedBytes.AsSpan(0, HeaderSize));
        return sealedBytes;
    }

    public byte[] Unprotect(byte[] protectedData)
    {
        if (protectedData.Length < HeaderSize + TagSize)
        {
            throw new CryptographicException("What is to be opened is too short.");
        }

        foreach (var key in keys)
        {
            if (key.Id.Span.SequenceEqual(protectedData.AsSpan(0, SessionKey.IdSize)))
            {
                var plain = new byte[protectedData.Length - HeaderSize - TagSize];
                using var cipher = Cipher(key, protectedData);
                cipher.Decrypt(Nonce, protectedData.AsSpan(HeaderSize, plain.Length), protectedData.AsSpan(HeaderSize + plain.Length), plain, protectedData.AsSpan(0, HeaderSize));
                return plain;
            }
        }

        throw new CryptographicException("What is to be opened was sealed with a key that is not (any more) among Gateway:Sessions:Keys.");
    }

    private AesGcm Cipher(SessionKey key, byte[] sealedBytes)
    {
        Span<byte> derived = stackalloc byte[32];
        key.Derive(sealedBytes.AsSpan(SessionKey.IdSize, SaltSize), purposes.Span, derived);
        return new AesGcm(derived, TagSize);
    }
}
