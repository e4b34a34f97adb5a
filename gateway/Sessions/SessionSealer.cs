using System.Buffers;
using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Options;

namespace Gateway.Sessions;

/// <summary>
/// Mints gateway credentials and opens them again. A session token is <c>GW1.</c> and the base64url of key id (4 bytes), salt (32) and the
/// AES-256-GCM ciphertext of the compressed content with its tag (16). The encryption key, access key id and secret are derived from session
/// key and salt, so that a token is all that any replica needs.
/// </summary>
internal sealed class SessionSealer
{
    /// <summary>What every session token begins with; no JWT and no AWS session token does.</summary>
    public const string Prefix = "GW1.";

    private const int SaltSize = 32;
    private const int TagSize = 16;
    private const int HeaderSize = SessionKey.IdSize + SaltSize;
    private const int MaxContentSize = 64 * 1024;

    private static readonly byte[] Nonce = new byte[12];

    private readonly SessionKey[] keys;

    public SessionSealer(IOptions<SessionOptions> options, ILogger<SessionSealer> logger)
    {
        keys = [.. options.Value.Keys.Select(text => SessionKey.TryParse(text, out var key) ? key : throw new InvalidOperationException("unvalidated session key"))];
        if (keys.Length == 0)
        {
            Log.ProcessKeyOnly(logger);
            keys = [SessionKey.Random()];
        }
    }

    public static bool IsSessionToken(ReadOnlySpan<char> token) => token.StartsWith(Prefix, StringComparison.Ordinal);

    /// <summary>Mints credentials for the content.</summary>
    public GatewayCredentials Mint(SessionContent content)
    {
        var plain = Compress(Write(content));
        var sealedBytes = new byte[HeaderSize + plain.Length + TagSize];
        keys[0].Id.Span.CopyTo(sealedBytes);
        RandomNumberGenerator.Fill(sealedBytes.AsSpan(SessionKey.IdSize, SaltSize));

        Span<byte> derived = stackalloc byte[32];
        keys[0].Derive(Salt(sealedBytes), "gateway session encryption"u8, derived);
        using var cipher = new AesGcm(derived, TagSize);
        // The key is this token's alone, so a fixed nonce never meets it twice.
        cipher.Encrypt(Nonce, plain, sealedBytes.AsSpan(HeaderSize, plain.Length), sealedBytes.AsSpan(HeaderSize + plain.Length), sealedBytes.AsSpan(0, HeaderSize));
        var (id, secret) = KeyPair(keys[0], Salt(sealedBytes));
        return new GatewayCredentials(id, secret, Prefix + Base64Url.EncodeToString(sealedBytes), content.Expires);
    }

    /// <summary>Opens a session token that this gateway, or a replica with the same keys, minted; false for any other. Says nothing of its time.</summary>
    public bool TryOpen(string token, [NotNullWhen(true)] out OpenedSession? session)
    {
        session = null;
        if (!IsSessionToken(token) || !Base64Url.IsValid(token.AsSpan(Prefix.Length), out var length) || length is < HeaderSize + TagSize or > MaxContentSize)
        {
            return false;
        }

        var sealedBytes = Base64Url.DecodeFromChars(token.AsSpan(Prefix.Length));
        foreach (var key in keys)
        {
            if (key.Id.Span.SequenceEqual(sealedBytes.AsSpan(0, SessionKey.IdSize)) && TryDecrypt(key, sealedBytes, out var content))
            {
                var (id, secret) = KeyPair(key, Salt(sealedBytes));
                session = new OpenedSession(id, secret, content);
                return true;
            }
        }

        return false;
    }

    private static ReadOnlySpan<byte> Salt(byte[] sealedBytes) => sealedBytes.AsSpan(SessionKey.IdSize, SaltSize);

    private static bool TryDecrypt(SessionKey key, byte[] sealedBytes, [NotNullWhen(true)] out SessionContent? content)
    {
        content = null;
        Span<byte> derived = stackalloc byte[32];
        key.Derive(Salt(sealedBytes), "gateway session encryption"u8, derived);
        using var cipher = new AesGcm(derived, TagSize);
        var plain = new byte[sealedBytes.Length - HeaderSize - TagSize];
        try
        {
            cipher.Decrypt(Nonce, sealedBytes.AsSpan(HeaderSize, plain.Length), sealedBytes.AsSpan(HeaderSize + plain.Length), plain, sealedBytes.AsSpan(0, HeaderSize));
        }
        catch (AuthenticationTagMismatchException)
        {
            return false;
        }

        content = Read(Decompress(plain));
        return true;
    }

    private static (string Id, string Secret) KeyPair(SessionKey key, ReadOnlySpan<byte> salt)
    {
        const string alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
        Span<byte> derived = stackalloc byte[16 + 30];
        key.Derive(salt, "gateway session key pair"u8, derived);
        var id = new StringBuilder("GWAY", 20);
        foreach (var b in derived[..16])
        {
            id.Append(alphabet[b & 31]);
        }

        return (id.ToString(), Convert.ToBase64String(derived[16..]));
    }

    private static byte[] Write(SessionContent content)
    {
        var buffer = new ArrayBufferWriter<byte>(2048);
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            writer.WriteString("role", content.RoleId);
            writer.WriteNumber("exp", content.Expires.ToUnixTimeSeconds());
            if (content.SessionPolicy is not null)
            {
                writer.WriteString("policy", content.SessionPolicy);
            }

            writer.WritePropertyName("claims");
            writer.WriteRawValue(content.Claims.GetRawText(), skipInputValidation: true);
            writer.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }

    // Only what was sealed with our key comes here, so its shape is ours.
    private static SessionContent Read(byte[] plain)
    {
        using var document = JsonDocument.Parse(plain);
        var root = document.RootElement;
        return new SessionContent
        {
            RoleId = root.GetProperty("role").GetString()!,
            Expires = DateTimeOffset.FromUnixTimeSeconds(root.GetProperty("exp").GetInt64()),
            SessionPolicy = root.TryGetProperty("policy", out var policy) ? policy.GetString() : null,
            Claims = root.GetProperty("claims").Clone(),
        };
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
