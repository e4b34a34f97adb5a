using System.Text;
using System.Text.Json.Nodes;
using Gateway.Sandbox.Keycloak;
using Xunit;

namespace Gateway.Tests.Identity;

/// <summary>Tokens that must be refused, by name.</summary>
internal static class HostileTokens
{
    public const string UnknownKey = "The token is signed with a key that its issuer does not publish (any more); log in again.";

    private const string NoJwt = "The token is no JWT; send the access token as the issuer gave it.";
    private const string OtherAudience = "The token was made for another audience; add an audience mapper for the gateway's client in Keycloak.";
    private const string NotAsymmetric = "The token is not signed with an asymmetric algorithm; set the client's access token signature algorithm to RS256, PS256 or ES256.";
    private const string OtherSignature = "The token's signature does not match; send the access token exactly as the issuer gave it.";

    /// <summary>Each token with the words that refuse it.</summary>
    public static TheoryData<string, string> Refusals => new()
    {
        { "malformed", NoJwt },
        { "three empty parts", NoJwt },
        { "payload is no JSON", NoJwt },
        { "expired", "The token has expired; log in again or refresh it." },
        { "not yet valid", "The token is not valid yet; compare the clocks of issuer and gateway." },
        { "without an end", "The claim 'exp' is missing: a token without an end is not accepted." },
        { "wrong audience", OtherAudience },
        { "no audience", OtherAudience },
        { "wrong issuer", "The token's issuer is not trusted here; GET /api/configuration names the issuer to log in at." },
        { "issuer with a slash more", "The token's issuer is not trusted here; GET /api/configuration names the issuer to log in at." },
        { "issuer in another case", "The token's issuer is not trusted here; GET /api/configuration names the issuer to log in at." },
        { "alg none", NotAsymmetric },
        { "HS256 with the public key as secret", NotAsymmetric },
        { "unknown key", UnknownKey },
        { "another key under a known id", OtherSignature },
        { "jku header", UnknownKey },
        { "jwk header", UnknownKey },
        { "crit header", "The token's header demands an extension by 'crit' that is not supported." },
        { "ID token", "The token is an ID token; send the access token." },
        { "refresh token", "The token is a refresh token; send the access token." },
        { "logout token", "The token is a logout token; send the access token." },
        { "ID token without typ, by at_hash", "The token is an ID token; send the access token." },
        { "ID token without typ, by c_hash", "The token is an ID token; send the access token." },
        { "event token without typ", "The token is a logout or event token; send the access token." },
        { "token with cnf", "The token is bound to a key (cnf), whose proof cannot be shown here; switch DPoP or mTLS binding off for this client." },
        { "DPoP token", "The token is of another type; send the access token." },
        { "header type dpop+jwt", "The token is of another type by its header; send the access token." },
        { "no subject", "The claim 'sub' is missing from the token; in Keycloak it comes from the client scope 'basic'." },
        { "subject is a number", "The claim 'sub' is a number where a string is expected; check the mapper that sets it." },
        { "groups is an object", "The claim 'groups' is an object where a list of strings is expected; check the mapper that sets it." },
        { "resource_access is a list", "The claim 'resource_access' is a list where an object is expected." },
        { "auth_time is text", "The claim 'auth_time' is not a NumericDate (RFC 7519 section 2): seconds since 1970 as a number." },
        { "over 16 KiB", "The token is over 16 KiB; map fewer claims into it." },
        { "signature cut off", OtherSignature },
        { "claims changed after signing", OtherSignature },
    };

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
            "issuer with a slash more" => keycloak.MintAccessToken("demo", claims => claims["iss"] = keycloak.Issuer + "/"),
            "issuer in another case" => keycloak.MintAccessToken("demo", claims => claims["iss"] = keycloak.Issuer.Replace("/realms/example", "/realms/Example", StringComparison.Ordinal)),
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
            "ID token without typ, by at_hash" => Untyped("at_hash", "MTIzNDU2Nzg5MDEyMzQ1Ng"),
            "ID token without typ, by c_hash" => Untyped("c_hash", "MTIzNDU2Nzg5MDEyMzQ1Ng"),
            "event token without typ" => Untyped("events", new JsonObject()),
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

        // As issuers write them that name no type; else it is an access token.
        string Untyped(string claim, JsonNode value) => keycloak.MintAccessToken("demo", claims =>
        {
            claims.Remove("typ");
            claims[claim] = value;
        });
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
