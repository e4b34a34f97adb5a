using System.Text.Json;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Gateway.Identity;

/// <summary>
/// Verifies access tokens of the trusted issuers (RFC 7519, RFC 8725, RFC 9068), by Microsoft.IdentityModel as JwtBearer does. A token that was found
/// good is remembered by its hash until it ends or its issuer's keys change: clients send the same one again and again.
/// </summary>
internal sealed class TokenVerifier(Issuers issuers, IOptions<IdentityOptions> options, TimeProvider time)
{
    /// <summary>The longest token that is looked at, in characters.</summary>
    public const int MaxLength = 16 * 1024;

    private readonly TokenLifetime lifetime = new(time);

    private readonly JsonWebTokenHandler handler = new() { MapInboundClaims = false, MaximumTokenSizeInBytes = MaxLength };

    private readonly BoundedCache<TokenHash, VerifiedToken> known = new(options.Value.MaxVerifiedTokens, token => token.Weight);

    /// <summary>How many tokens are remembered.</summary>
    public int Count => known.Count;

    public ValueTask<TokenVerification> VerifyAsync(string token, CancellationToken cancellation)
    {
        if (token.Length > MaxLength)
        {
            return ValueTask.FromResult(TokenVerification.Refuse(TokenProblemReason.TooLarge, "The token is over 16 KiB; map fewer claims into it."));
        }

        var hash = TokenHash.Of(token);
        return known.TryGet(hash, out var verified) && verified.Holds(time.GetUtcNow())
            ? ValueTask.FromResult(verified.Verification)
            : VerifyAnewAsync(token, hash, cancellation);
    }

    private async ValueTask<TokenVerification> VerifyAnewAsync(string token, TokenHash hash, CancellationToken cancellation)
    {
        if (!TryRead(token, out var jwt, out var claims))
        {
            return TokenVerification.Refuse(TokenProblemReason.Malformed, "The token is no JWT; send the access token as the issuer gave it.");
        }

        var found = await issuers.FindKeyAsync(jwt, cancellation);
        if (!found.Found)
        {
            return Refuse(found.Problem);
        }

        var parameters = found.Parameters(jwt);
        parameters.ValidAudience = found.Issuer.Issuer.Audience;
        parameters.RequireExpirationTime = true;
        parameters.LifetimeValidator = lifetime.Validate;
        var validated = await handler.ValidateTokenAsync(jwt, parameters);
        if (!validated.IsValid)
        {
            return Refuse(validated.Exception);
        }

        var verification = Accept(jwt, hash, claims, found.Issuer.Issuer);
        if (verification.Verified)
        {
            known.Add(hash, new VerifiedToken(verification, verification.Caller.Expires, found.Issuer, found.Keys.Generation));
        }

        return verification;
    }

    private static TokenVerification Accept(JsonWebToken jwt, TokenHash hash, JsonElement claims, IssuerOptions issuer)
    {
        if (claims.TryGetProperty("cnf", out _))
        {
            return TokenVerification.Refuse(TokenProblemReason.Bound,
                "The token is bound to a key (cnf), whose proof cannot be shown here; switch DPoP or mTLS binding off for this client.");
        }

        if (TokenType.WhyNoAccessToken(jwt.Typ, claims) is { } type)
        {
            return TokenVerification.Refuse(TokenProblemReason.Type, $"The token is {type}; send the access token.");
        }

        return CallerReader.TryRead(claims, issuer.RoleClientId, out var caller, out var problem)
            ? TokenVerification.Of(caller, hash)
            : TokenVerification.Refuse(TokenProblemReason.Claims, problem);
    }

    private static bool TryRead(string token, out JsonWebToken jwt, out JsonElement claims)
    {
        jwt = null!;
        claims = default;
        try
        {
            jwt = new JsonWebToken(token);
            using var document = JsonDocument.Parse(Base64UrlEncoder.DecodeBytes(jwt.EncodedPayload));
            claims = document.RootElement.Clone();
            return claims.ValueKind == JsonValueKind.Object && (!string.IsNullOrEmpty(jwt.EncodedSignature) || jwt.Alg == "none");
        }
        catch (Exception e) when (e is ArgumentException or FormatException or JsonException or SecurityTokenException)
        {
            return false;
        }
    }

    private static TokenVerification Refuse(TokenKeyProblem problem) => problem switch
    {
        TokenKeyProblem.Algorithm => TokenVerification.Refuse(TokenProblemReason.Algorithm,
            "The token is not signed with an asymmetric algorithm; set the client's access token signature algorithm to RS256, PS256 or ES256."),
        TokenKeyProblem.Extension => TokenVerification.Refuse(TokenProblemReason.Malformed, "The token's header demands an extension by 'crit' that is not supported."),
        TokenKeyProblem.UnknownIssuer => TokenVerification.Refuse(TokenProblemReason.UnknownIssuer,
            "The token's issuer is not trusted here; GET /api/configuration names the issuer to log in at."),
        TokenKeyProblem.NeverReached => TokenVerification.Refuse(TokenProblemReason.IssuerUnavailable, "The issuer's keys cannot be had at the moment; try again shortly."),
        TokenKeyProblem.NotAskable => TokenVerification.Refuse(TokenProblemReason.IssuerUnavailable,
            "The token's key is none of those that were read last, and the issuer cannot be asked at the moment; try again shortly."),
        _ => TokenVerification.Refuse(TokenProblemReason.UnknownKey, "The token is signed with a key that its issuer does not publish (any more); log in again."),
    };

    private static TokenVerification Refuse(Exception exception) => exception switch
    {
        SecurityTokenExpiredException => TokenVerification.Refuse(TokenProblemReason.Expired, "The token has expired; log in again or refresh it."),
        SecurityTokenNoExpirationException => TokenVerification.Refuse(TokenProblemReason.Claims, "The claim 'exp' is missing: a token without an end is not accepted."),
        SecurityTokenNotYetValidException => TokenVerification.Refuse(TokenProblemReason.NotYetValid, "The token is not valid yet; compare the clocks of issuer and gateway."),
        SecurityTokenInvalidAudienceException => TokenVerification.Refuse(TokenProblemReason.Audience,
            "The token was made for another audience; add an audience mapper for the gateway's client in Keycloak."),
        SecurityTokenInvalidAlgorithmException => TokenVerification.Refuse(TokenProblemReason.Algorithm, "The token's algorithm does not fit its key."),
        SecurityTokenInvalidSignatureException or SecurityTokenInvalidSigningKeyException =>
            TokenVerification.Refuse(TokenProblemReason.Signature, "The token's signature does not match; send the access token exactly as the issuer gave it."),
        _ => TokenVerification.Refuse(TokenProblemReason.Malformed, "The token cannot be verified; send the access token exactly as the issuer gave it."),
    };
}
