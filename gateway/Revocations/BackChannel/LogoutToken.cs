using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using Gateway.Identity;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Gateway.Revocations.BackChannel;

/// <summary>Reads the parts of a logout token; nothing is verified here.</summary>
internal static class LogoutToken
{
    public static bool TryRead(string token, [NotNullWhen(true)] out JsonWebToken? jwt, out JsonElement claims)
    {
        (jwt, claims) = (null, default);
        try
        {
            if (token.Length is 0 or > TokenVerifier.MaxLength)
            {
                return false;
            }

            jwt = new JsonWebToken(token);
            using var document = JsonDocument.Parse(Base64UrlEncoder.DecodeBytes(jwt.EncodedPayload));
            claims = document.RootElement.Clone();
            return claims.ValueKind == JsonValueKind.Object;
        }
        catch (Exception e) when (e is ArgumentException or FormatException or JsonException or SecurityTokenException)
        {
            return false;
        }
    }

    /// <summary>Why the claims are not those of a logout token; null where they are.</summary>
    public static string? Problem(JsonElement claims)
    {
        // A nonce would make it usable as an ID token, and the other way round.
        if (claims.TryGetProperty("nonce", out _))
        {
            return "The token has a 'nonce', which a logout token must not have.";
        }

        return claims.TryGetProperty("events", out var events) && events.ValueKind == JsonValueKind.Object
            && events.TryGetProperty(LogoutTokenVerifier.Event, out var logout) && logout.ValueKind == JsonValueKind.Object
            ? null
            : "The token is no logout token: 'events' does not hold the back-channel logout event.";
    }

    public static string? Text(JsonElement claims, string name) =>
        claims.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String && value.GetString() is { Length: > 0 and <= RevocationTarget.MaxLength } text ? text : null;

    public static DateTimeOffset? Time(JsonElement claims, string name) =>
        claims.TryGetProperty(name, out var value) ? NumericDate.Read(value) : null;
}
