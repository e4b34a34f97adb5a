using System.Text;
using System.Text.Json.Nodes;
using Gateway.Sandbox.Keycloak;

namespace Gateway.Tests.Identity;

/// <summary>Tokens that must be refused, by name.</summary>
internal static class HostileTokens
{
    public static string Make(string name, KeycloakStandIn keycloak)
    {
        var now = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds();
        return name switch
        {
            "malformed" => "not-a-token",
            "three empty parts" => "..",
            "payload is no JSON" => $"{Encode("{\"alg\":\"RS256\"}")}.{Encode("nonsense")}.c2ln",
            "expired" => keycloak.MintAccessToken("demo", claims => claims["exp"] = now - 31),
            "not yet valid" => keycloak.MintAccessToken("demo", claims => claims["nbf"] = now + 90),
            "without an end" => keycloak.MintAccessToken("demo", claims => claims.Remove("exp")),
            "wrong audience" => keycloak.MintAccessToken("demo", claims => claims["aud"] = "someone-else"),
            "no audience" => keycloak.MintAccessToken("demo", claims => claims.Remove("aud")),
            "wrong issuer" => keycloak.MintAccessToken("demo", claims => claims["iss"] = "https://elsewhere.example/realms/example"),
            "alg none" => keycloak.MintAccessToken("demo", forgery: new TokenForgery { Algorithm = "none" }),
            "HS256 with the public key as secret" => keycloak.MintAccessToken("demo", forgery: new TokenForgery
            {
                Algorithm = "HS256",
                Secret = Encoding.ASCII.GetBytes(PublicKeyPem(keycloak)),
            }),
            "unknown key" => keycloak.MintAccessToken("demo", forgery: new TokenForgery { KeyId = "no-such-key" }),
            "another key under a known id" => keycloak.MintAccessToken("demo", forgery: new TokenForgery { Key = Other, KeyId = keycloak.Keys.Active.Id }),
            "jku header" => keycloak.MintAccessToken("demo", forgery: new TokenForgery
            {
                Key = Other,
                Header = header => header["jku"] = "https://attacker.example/jwks",
            }),
            "jwk header" => keycloak.MintAccessToken("demo", forgery: new TokenForgery
            {
                Key = Other,
                Header = header => header["jwk"] = Other.ToJwk(),
            }),
            "crit header" => keycloak.MintAccessToken("demo", forgery: new TokenForgery { Header = header => header["crit"] = new JsonArray("exp") }),
            "ID token" => keycloak.MintIdToken("demo", claims => claims["aud"] = "gateway"),
            "refresh token" => keycloak.MintRefreshToken("demo", claims => claims["aud"] = "gateway"),
            "logout token" => keycloak.MintLogoutToken("demo", "sid", claims => claims["aud"] = "gateway"),
            "token with cnf" => keycloak.MintAccessToken("demo", claims => claims["cnf"] = new JsonObject { ["jkt"] = "abc" }),
            "DPoP token" => keycloak.MintAccessToken("demo", claims => claims["typ"] = "DPoP"),
            "header type dpop+jwt" => keycloak.MintAccessToken("demo", forgery: new TokenForgery { Header = header => header["typ"] = "dpop+jwt" }),
            "no subject" => keycloak.MintAccessToken("demo", claims => claims.Remove("sub")),
            "subject is a number" => keycloak.MintAccessToken("demo", claims => claims["sub"] = 7),
            "groups is an object" => keycloak.MintAccessToken("demo", claims => claims["groups"] = new JsonObject()),
            "resource_access is a list" => keycloak.MintAccessToken("demo", claims => claims["resource_access"] = new JsonArray()),
            "auth_time is text" => keycloak.MintAccessToken("demo", claims => claims["auth_time"] = "yesterday"),
            "over 16 KiB" => keycloak.MintAccessToken("demo", claims => claims["ballast"] = new string('x', 17_000)),
            "signature cut off" => keycloak.MintAccessToken("demo")[..^20],
            "claims changed after signing" => Tamper(keycloak.MintAccessToken("viewer")),
            _ => throw new ArgumentOutOfRangeException(nameof(name), name, "no such token"),
        };
    }

    private static RealmKey Other { get; } = new RealmKey();

    private static string PublicKeyPem(KeycloakStandIn keycloak) => keycloak.Keys.Active.PublicPem;

    private static string Tamper(string token)
    {
        var parts = token.Split('.');
        var payload = Encoding.UTF8.GetString(Convert.FromBase64String(parts[1].Replace('-', '+').Replace('_', '/').PadRight((parts[1].Length + 3) / 4 * 4, '=')));
        return $"{parts[0]}.{Encode(payload.Replace("analyst", "orders-reader", StringComparison.Ordinal))}.{parts[2]}";
    }

    private static string Encode(string text) =>
        Convert.ToBase64String(Encoding.UTF8.GetBytes(text)).TrimEnd('=').Replace('+', '-').Replace('/', '_');
}
