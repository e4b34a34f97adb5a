using System.Text.Json;

namespace Gateway.Identity;

/// <summary>Tells access tokens from the other tokens that an issuer signs with the same keys.</summary>
internal static class TokenType
{
    /// <summary>Why a token is no access token, in the words that follow "The token is"; null for one that is.</summary>
    /// <param name="headerType">The header's <c>typ</c>.</param>
    /// <param name="claims">The payload.</param>
    public static string? WhyNoAccessToken(string? headerType, JsonElement claims)
    {
        // RFC 9068 section 2.1: at+jwt; JWT is what Keycloak and most others write.
        if (!string.IsNullOrEmpty(headerType)
            && !headerType.Equals("JWT", StringComparison.OrdinalIgnoreCase)
            && !headerType.Equals("at+jwt", StringComparison.OrdinalIgnoreCase)
            && !headerType.Equals("application/at+jwt", StringComparison.OrdinalIgnoreCase))
        {
            return "of another type by its header";
        }

        // Keycloak names the type in the payload: Bearer, ID, Refresh, Offline, Logout, DPoP, …
        if (claims.TryGetProperty("typ", out var type))
        {
            return type.ValueKind == JsonValueKind.String ? type.GetString() switch
            {
                "Bearer" or "bearer" => null,
                "ID" => "an ID token",
                "Refresh" or "Offline" => "a refresh token",
                "Logout" => "a logout token",
                _ => "of another type",
            } : "of another type";
        }

        // OpenID Connect Core 3.1.3.6 and 3.3.2.11: these hashes stand in ID tokens alone. Back-channel logout 2.4: events.
        if (claims.TryGetProperty("at_hash", out _) || claims.TryGetProperty("c_hash", out _))
        {
            return "an ID token";
        }

        return claims.TryGetProperty("events", out _) ? "a logout or event token" : null;
    }
}
