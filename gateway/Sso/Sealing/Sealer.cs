using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Gateway.Sessions;
using Microsoft.Extensions.Options;
using SessionOptions = Gateway.Sessions.SessionOptions;

namespace Gateway.Sso.Sealing;

/// <summary>
/// Seals what a client or a browser carries between two requests of one login, so that any replica opens it: base64url of key id (4 bytes),
/// salt (16), and the AES-256-GCM ciphertext of compressed JSON with its tag (16). The encryption key is derived from a session key
/// (<c>Gateway:Sessions:Keys</c>), the salt and the purpose: what was sealed for one purpose is nothing to another.
/// </summary>
internal sealed class Sealer
{
    private const int SaltSize = 16;
    private const int TagSize = 16;
    private const int HeaderSize = SessionKey.IdSize + SaltSize;
    private const int MaxLength = 48 * 1024;

    private static readonly byte[] Nonce = new byte[12];

    private readonly SessionKey[] keys;

    public Sealer(IOptions<SessionOptions> options)
    {
        keys = [.. options.Value.Keys.Select(text => SessionKey.TryParse(text, out var key) ? key : throw new InvalidOperationException("unvalidated session key"))];
        // The room Sessions warns where there is no key but the process's own.
        keys = keys.Length == 0 ? [SessionKey.Random()] : keys;
    }

    public string Seal<T>(T content)
        where T : ISealed
    {
        var plain = Compress(JsonSerializer.SerializeToUtf8Bytes(content));
        var bytes = new byte[HeaderSize + plain.Length + TagSize];
        keys[0].Id.Span.CopyTo(bytes);
        RandomNumberGenerator.Fill(bytes.AsSpan(SessionKey.IdSize, SaltSize));
        // The key is this text's alone, so a fixed nonce never meets it twice.
        using var cipher = Cipher<T>(keys[0], bytes);
        cipher.Encrypt(Nonce, plain, bytes.AsSpan(HeaderSize, plain.Length), bytes.AsSpan(HeaderSize + plain.Length), bytes.AsSpan(0, HeaderSize));
        return T.Prefix + Base64Url.EncodeToString(bytes);
    }

    /// <summary>Opens what a gateway with the same keys sealed for this purpose; false for anything else. Says nothing of its time.</summary>
    public bool TryOpen<T>(string? text, [NotNullWhen(true)] out T? content)
        where T : class, ISealed
    {
        content = null;
        if (text is null || text.Length > MaxLength || !text.StartsWith(T.Prefix, StringComparison.Ordinal)
            || !Base64Url.IsValid(text.AsSpan(T.Prefix.Length), out var length) || length < HeaderSize + TagSize)
        {
            return false;
        }

        var bytes = Base64Url.DecodeFromChars(text.AsSpan(T.Prefix.Length));
        foreach (var key in keys.Where(key => key.Id.Span.SequenceEqual(bytes.AsSpan(0, SessionKey.IdSize))))
        {
            var plain = new byte[bytes.Length - HeaderSize - TagSize];
            using var cipher = Cipher<T>(key, bytes);
            try
            {
                cipher.Decrypt(Nonce, bytes.AsSpan(HeaderSize, plain.Length), bytes.AsSpan(HeaderSize + plain.Length), plain, bytes.AsSpan(0, HeaderSize));
            }
            catch (AuthenticationTagMismatchException)
            {
                continue;
            }

            content = JsonSerializer.Deserialize<T>(Decompress(plain))!;
            return true;
        }

        return false;
    }

    private static AesGcm Cipher<T>(SessionKey key, byte[] bytes)
        where T : ISealed
    {
        Span<byte> derived = stackalloc byte[32];
        key.Derive(bytes.AsSpan(SessionKey.IdSize, SaltSize), Encoding.ASCII.GetBytes("gateway sso " + T.Purpose), derived);
        return new AesGcm(derived, TagSize);
    }

    private static byte[] Compress(byte[] content)
    {
        using var output = new MemoryStream();
        using (var deflate = new DeflateStream(output, CompressionLevel.Fastest))
        {
            deflate.Write(content);
        }

        return output.ToArray();
    }

    private static byte[] Decompress(byte[] compressed)
    {
        using var output = new MemoryStream();
        using (var inflate = new DeflateStream(new MemoryStream(compressed), CompressionMode.Decompress))
        {
            inflate.CopyTo(output);
        }

        return output.ToArray();
    }
}
