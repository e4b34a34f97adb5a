using System.Security.Cryptography;
using System.Text;
using Microsoft.IdentityModel.Tokens;

namespace Gateway.Sandbox.Keycloak;

/// <summary>Proof Key for Code Exchange, method S256 alone (RFC 7636).</summary>
internal static class Pkce
{
    /// <summary>Reads the challenge of an authorization request.</summary>
    /// <exception cref="OAuthException">There is none, or it is of another method.</exception>
    public static string Challenge(Func<string, string> parameter) =>
        parameter("code_challenge_method") == "S256" && parameter("code_challenge") is { Length: 43 } challenge
            ? challenge
            : throw new OAuthException(400, "invalid_request", "Missing parameter: code_challenge_method");

    /// <summary>Holds the verifier of a token request against the challenge.</summary>
    /// <exception cref="OAuthException">They do not belong together.</exception>
    public static void Verify(string challenge, string verifier)
    {
        if (Base64UrlEncoder.Encode(SHA256.HashData(Encoding.ASCII.GetBytes(verifier))) != challenge)
        {
            throw new OAuthException(400, "invalid_grant", "PKCE verification failed: Code mismatch");
        }
    }
}
