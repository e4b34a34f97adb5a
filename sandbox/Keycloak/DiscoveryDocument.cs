using System.Text.Json.Nodes;

namespace Gateway.Sandbox.Keycloak;

/// <summary>The realm's discovery document (OpenID Connect Discovery 1.0).</summary>
internal static class DiscoveryDocument
{
    public static JsonObject Of(string issuer)
    {
        var protocol = issuer + "/protocol/openid-connect";
        return new JsonObject
        {
            ["issuer"] = issuer,
            ["authorization_endpoint"] = protocol + "/auth",
            ["token_endpoint"] = protocol + "/token",
            ["userinfo_endpoint"] = protocol + "/userinfo",
            ["end_session_endpoint"] = protocol + "/logout",
            ["revocation_endpoint"] = protocol + "/revoke",
            ["device_authorization_endpoint"] = protocol + "/auth/device",
            ["pushed_authorization_request_endpoint"] = protocol + "/ext/par/request",
            ["jwks_uri"] = protocol + "/certs",
            ["grant_types_supported"] = new JsonArray(
                "authorization_code", "refresh_token", "password", "client_credentials", "urn:ietf:params:oauth:grant-type:device_code"),
            ["response_types_supported"] = new JsonArray("code"),
            ["response_modes_supported"] = new JsonArray("query", "form_post"),
            ["subject_types_supported"] = new JsonArray("public"),
            ["id_token_signing_alg_values_supported"] = new JsonArray("RS256"),
            ["token_endpoint_auth_methods_supported"] = new JsonArray("client_secret_basic", "client_secret_post"),
            ["code_challenge_methods_supported"] = new JsonArray("S256"),
            ["backchannel_logout_supported"] = true,
            ["backchannel_logout_session_supported"] = true,
        };
    }
}
