using Microsoft.IdentityModel.JsonWebTokens;

namespace Gateway.Identity;

/// <summary>Finds the keys of tokens, whatever the tokens are for.</summary>
internal static class TokenKeys
{
    /// <summary>The signature algorithms that are taken (RFC 7518 section 3.1): asymmetric ones, since nobody but the issuer may be able to sign.</summary>
    public static IReadOnlyList<string> Algorithms { get; } = ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512"];

    /// <summary>The key that the token's header names, of the issuer that its claims name; read anew where it is not known yet.</summary>
    public static async ValueTask<TokenKey> FindKeyAsync(this Issuers issuers, JsonWebToken token, CancellationToken cancellation)
    {
        if (!Algorithms.Contains(token.Alg, StringComparer.Ordinal))
        {
            return TokenKey.None(TokenKeyProblem.Algorithm);
        }

        // RFC 7515 section 4.1.11: an extension that is not understood must be refused.
        if (token.TryGetHeaderValue<object>("crit", out _))
        {
            return TokenKey.None(TokenKeyProblem.Extension);
        }

        if (issuers.Find(token.Issuer) is not { } issuer)
        {
            return TokenKey.None(TokenKeyProblem.UnknownIssuer);
        }

        var keys = await issuer.GetAsync(cancellation);
        if (keys is not null && keys.Find(token.Kid) is null)
        {
            keys = await issuer.RefetchForUnknownKeyAsync(cancellation);
        }

        if (keys is null)
        {
            return TokenKey.None(TokenKeyProblem.NeverReached);
        }

        if (keys.Issuer is { } name && name != token.Issuer)
        {
            return TokenKey.None(TokenKeyProblem.UnknownIssuer);
        }

        return keys.Find(token.Kid) is { } key
            ? TokenKey.Of(issuer, keys, key)
            // The issuer may have rotated to it while it could not be asked.
            : TokenKey.None(issuer.LastError is not null ? TokenKeyProblem.NotAskable : TokenKeyProblem.UnknownKey);
    }
}
