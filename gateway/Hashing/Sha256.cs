using System.Security.Cryptography;

namespace Gateway.Hashing;

/// <summary>SHA-256 and HMAC-SHA-256 of texts that are whole in memory, the way that costs least: a call makes five of them and more.</summary>
internal static class Sha256
{
    /// <summary>Bytes of a digest.</summary>
    public const int Size = SHA256.HashSizeInBytes;

    // Of FIPS 180-4: an HMAC's key fills one.
    private const int Block = 64;

    /// <summary>Hashes; <paramref name="digest"/> takes 32 bytes.</summary>
    public static void Hash(ReadOnlySpan<byte> text, Span<byte> digest)
    {
        if (OpenSslSha256.OfThread is { } openSsl)
        {
            openSsl.Hash([], text, digest);
        }
        else
        {
            HashByFramework(text, digest);
        }
    }

    /// <summary>RFC 2104; <paramref name="code"/> takes 32 bytes, and may lie over the key or the text.</summary>
    public static void Hmac(ReadOnlySpan<byte> key, ReadOnlySpan<byte> text, Span<byte> code)
    {
        if (OpenSslSha256.OfThread is { } openSsl)
        {
            Hmac(openSsl, key, text, code[..Size]);
        }
        else
        {
            HmacByFramework(key, text, code);
        }
    }

    /// <summary><see cref="Hash"/> without OpenSSL 3.</summary>
    internal static void HashByFramework(ReadOnlySpan<byte> text, Span<byte> digest) => _ = SHA256.HashData(text, digest);

    /// <summary><see cref="Hmac(ReadOnlySpan{byte}, ReadOnlySpan{byte}, Span{byte})"/> without OpenSSL 3.</summary>
    internal static void HmacByFramework(ReadOnlySpan<byte> key, ReadOnlySpan<byte> text, Span<byte> code) => _ = HMACSHA256.HashData(key, text, code);

    private static void Hmac(OpenSslSha256 openSsl, ReadOnlySpan<byte> key, ReadOnlySpan<byte> text, Span<byte> code)
    {
        Span<byte> pads = stackalloc byte[2 * Block];
        pads.Clear();
        var inner = pads[..Block];
        var outer = pads[Block..];
        try
        {
            if (key.Length > Block)
            {
                openSsl.Hash([], key, inner);
            }
            else
            {
                key.CopyTo(inner);
            }

            for (var i = 0; i < Block; i++)
            {
                outer[i] = (byte)(inner[i] ^ 0x5c);
                inner[i] ^= 0x36;
            }

            openSsl.Hash(inner, text, code);
            openSsl.Hash(outer, code, code);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(pads);
        }
    }
}
