using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.IdentityModel.Tokens;

namespace Gateway.Sandbox.Keycloak;

/// <summary>Writes tokens, honest and forged, and reads back the honest ones (RFC 7515, compact form).</summary>
internal static class JsonWebToken
{
    public static string Write(JsonObject claims, RealmKey key, TokenForgery? forgery = null)
    {
        forgery ??= new TokenForgery();
        var signer = forgery.Key ?? key;
        var header = new JsonObject { ["alg"] = forgery.Algorithm, ["typ"] = "JWT", ["kid"] = forgery.KeyId ?? signer.Id };
        forgery.Header?.Invoke(header);
        var content = $"{Encode(header)}.{Encode(claims)}";
        var bytes = Encoding.ASCII.GetBytes(content);
        var signature = forgery.Algorithm switch
        {
            "RS256" => signer.Sign(bytes, RSASignaturePadding.Pkcs1),
            "PS256" => signer.Sign(bytes, RSASignaturePadding.Pss),
            "HS256" => HMACSHA256.HashData(forgery.Secret ?? [], bytes),
            "none" => [],
            _ => throw new ArgumentException($"'{forgery.Algorithm}' is not known here.", nameof(forgery)),
        };
        return $"{content}.{Base64UrlEncoder.Encode(signature)}";
    }

    /// <summary>The claims, if one of the realm's keys signed.</summary>
    public static bool TryRead(string token, RealmKeys keys, [NotNullWhen(true)] out JsonObject? claims)
    {
        claims = null;
        try
        {
            if (token.Split('.') is [var header, var payload, var signature]
                && Decode(header)?["kid"] is { } id && keys.Find((string?)id) is { } key
                && key.Verify(Encoding.ASCII.GetBytes($"{header}.{payload}"), Base64UrlEncoder.DecodeBytes(signature)))
            {
                claims = Decode(payload);
            }
        }
        catch (Exception e) when (e is FormatException or JsonException or InvalidOperationException)
        {
            // Not a token of this realm: the same as a wrong signature.
        }

        return claims is not null;
    }

    private static string Encode(JsonObject part) => Base64UrlEncoder.Encode(JsonSerializer.SerializeToUtf8Bytes(part));

    private static JsonObject? Decode(string part) => JsonNode.Parse(Base64UrlEncoder.DecodeBytes(part)) as JsonObject;
}
