using System.Buffers;
using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;
using System.Text;
using System.Text.Json;

namespace Gateway.Sessions;

/// <summary>
/// Mints gateway credentials and opens them again. A session token is <c>GW1.</c> and the base64url of key id (4 bytes), salt (32) and the
/// AES-256-GCM ciphertext of the compressed content with its tag (16). The encryption key, access key id and secret are derived from session
/// key and salt, so that a token is all that any replica needs.
/// </summary>
internal sealed class SessionSealer(SessionKeys keys)
{
    /// <summary>What every session token begins with; no JWT and no AWS session token does.</summary>
    public const string Prefix = "GW1.";

    private const int MaxContentSize = 64 * 1024;

    private static ReadOnlySpan<byte> Purpose => "gateway session encryption"u8;

    public static bool IsSessionToken(ReadOnlySpan<char> token) => token.StartsWith(Prefix, StringComparison.Ordinal);

    /// <summary>Mints credentials for the content.</summary>
    public GatewayCredentials Mint(SessionContent content)
    {
        var sealedBytes = keys.First.Seal(Deflated.From(Write(content)), Purpose);
        var (id, secret) = KeyPair(keys.First, sealedBytes);
        return new GatewayCredentials(id, secret, Prefix + Base64Url.EncodeToString(sealedBytes), content.Expires);
    }

    /// <summary>Opens a session token that this gateway, or a replica with the same keys, minted; false for any other. Says nothing of its time.</summary>
    public bool TryOpen(string token, [NotNullWhen(true)] out OpenedSession? session)
    {
        session = null;
        if (!IsSessionToken(token) || !Base64Url.IsValid(token.AsSpan(Prefix.Length), out var length) || length > MaxContentSize)
        {
            return false;
        }

        var sealedBytes = Base64Url.DecodeFromChars(token.AsSpan(Prefix.Length));
        if (!keys.TryOpen(sealedBytes, Purpose, out var plain, out var key))
        {
            return false;
        }

        var (id, secret) = KeyPair(key, sealedBytes);
        session = new OpenedSession(id, secret, Read(Deflated.ToPlain(plain)));
        return true;
    }

    private static (string Id, string Secret) KeyPair(SessionKey key, ReadOnlySpan<byte> sealedBytes)
    {
        const string alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
        Span<byte> derived = stackalloc byte[16 + 30];
        key.Derive(sealedBytes, "gateway session key pair"u8, derived);
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
}
