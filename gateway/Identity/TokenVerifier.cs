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

    /// <summary>How far the clocks of issuer and gateway may differ.</summary>
    public static readonly TimeSpan ClockSkew = TimeSpan.FromSeconds(30);

    private static readonly string[] AsymmetricAlgorithms =
        ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512"];

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

        if (!AsymmetricAlgorithms.Contains(jwt.Alg, StringComparer.Ordinal))
        {
            return TokenVerification.Refuse(TokenProblemReason.Algorithm,
                "The token is not signed with an asymmetric algorithm; set the client's access token signature algorithm to RS256, PS256 or ES256.");
        }

        // RFC 7515 section 4.1.11: an extension that is not understood must be refused.
        if (jwt.TryGetHeaderValue<object>("crit", out _))
        {
            return TokenVerification.Refuse(TokenProblemReason.Malformed, "The token's header demands an extension by 'crit' that is not supported.");
        }

        if (issuers.Find(jwt.Issuer) is not { } issuer)
        {
            return TokenVerification.Refuse(TokenProblemReason.UnknownIssuer,
                "The token's issuer is not trusted here; GET /api/configuration names the issuer to log in at.");
        }

        var keys = await issuer.GetAsync(cancellation);
        if (keys is not null && keys.Find(jwt.Kid) is null)
        {
            keys = await issuer.RefetchForUnknownKeyAsync(cancellation);
        }

        if (keys is null)
        {
            return TokenVerification.Refuse(TokenProblemReason.IssuerUnavailable, "The issuer's keys cannot be had at the moment; try again shortly.");
        }

        if (keys.Find(jwt.Kid) is not { } key)
        {
            // The issuer may have rotated to it while it could not be asked.
            return issuer.LastError is not null
                ? TokenVerification.Refuse(TokenProblemReason.IssuerUnavailable, "The token's key is none of those that were read last, and the issuer cannot be asked at the moment; try again shortly.")
                : TokenVerification.Refuse(TokenProblemReason.UnknownKey, "The token is signed with a key that its issuer does not publish (any more); log in again.");
        }

        var validated = await handler.ValidateTokenAsync(jwt, Parameters(issuer.Issuer, jwt, key));
        if (!validated.IsValid)
        {
            return Refuse(validated.Exception);
        }

        var verification = Accept(jwt, hash, claims, issuer.Issuer);
        if (verification.Verified)
        {
            known.Add(hash, new VerifiedToken(verification, verification.Caller.Expires, issuer, keys.Generation));
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
            return claims.ValueKind == JsonValueKind.Object && !string.IsNullOrEmpty(jwt.EncodedSignature) | jwt.Alg == "none";
        }
        catch (Exception e) when (e is ArgumentException or FormatException or JsonException or SecurityTokenException)
        {
            return false;
        }
    }

    private TokenValidationParameters Parameters(IssuerOptions issuer, JsonWebToken jwt, SecurityKey key) => new()
    {
        ValidIssuer = jwt.Issuer,
        ValidAudience = issuer.Audience,
        ValidAlgorithms = AsymmetricAlgorithms,
        IssuerSigningKey = key,
        TryAllIssuerSigningKeys = string.IsNullOrEmpty(jwt.Kid),
        RequireExpirationTime = true,
        RequireSignedTokens = true,
        LifetimeValidator = ValidateLifetime,
    };

    private bool ValidateLifetime(DateTime? notBefore, DateTime? expires, SecurityToken token, TokenValidationParameters parameters)
    {
        var now = time.GetUtcNow().UtcDateTime;
        if (expires is null)
        {
            throw new SecurityTokenNoExpirationException();
        }

        if (expires < now - ClockSkew)
        {
            throw new SecurityTokenExpiredException();
        }

        return notBefore is null || notBefore <= now + ClockSkew ? true : throw new SecurityTokenNotYetValidException();
    }

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
