using System.Text.Json;
using Gateway.Identity;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Gateway.Revocations.BackChannel;

/// <summary>Verifies logout tokens of the trusted issuers.</summary>
/// <remarks>https://openid.net/specs/openid-connect-backchannel-1_0.html#Validation</remarks>
internal sealed class LogoutTokenVerifier(Issuers issuers, LogoutAudiences audiences, SeenTokens seen, TimeProvider time)
{
    /// <summary>The member of <c>events</c> that makes a token a logout token.</summary>
    public const string Event = "http://schemas.openid.net/event/backchannel-logout";

    /// <summary>How old a logout token may be: the specification advises two minutes of life.</summary>
    public static readonly TimeSpan LongestAge = TimeSpan.FromMinutes(10);

    private readonly JsonWebTokenHandler handler = new() { MapInboundClaims = false, MaximumTokenSizeInBytes = TokenVerifier.MaxLength };

    public async ValueTask<LogoutVerification> VerifyAsync(string token, CancellationToken cancellation)
    {
        if (!LogoutToken.TryRead(token, out var jwt, out var claims))
        {
            return LogoutVerification.Refuse("logout_token is no JWT of at most 16 KiB.");
        }

        var found = await issuers.FindKeyAsync(jwt, cancellation);
        if (!found.Found)
        {
            return Refuse(found.Problem);
        }

        var parameters = found.Parameters(jwt);
        parameters.ValidAudiences = audiences.Of(found.Issuer.Issuer);
        // Times are judged below, by the gateway's clock.
        parameters.ValidateLifetime = false;
        var validated = await handler.ValidateTokenAsync(jwt, parameters);
        return validated.IsValid ? Judge(jwt.Issuer, claims) : LogoutVerification.Refuse(validated.Exception is SecurityTokenInvalidAudienceException
            ? "The token was made for a client that is not configured here."
            : "The token's signature does not match.");
    }

    private static LogoutVerification Refuse(TokenKeyProblem problem) => problem switch
    {
        TokenKeyProblem.Algorithm or TokenKeyProblem.Extension =>
            LogoutVerification.Refuse("The token is not signed with an asymmetric algorithm, or its header demands an extension."),
        TokenKeyProblem.UnknownIssuer => LogoutVerification.Refuse("The token's issuer is not trusted here."),
        TokenKeyProblem.NeverReached or TokenKeyProblem.NotAskable => LogoutVerification.Unavailable,
        _ => LogoutVerification.Refuse("The token is signed with a key that its issuer does not publish."),
    };

    private LogoutVerification Judge(string issuer, JsonElement claims)
    {
        var now = time.GetUtcNow();
        if (LogoutToken.Time(claims, "iat") is not { } issued || LogoutToken.Time(claims, "exp") is not { } expires)
        {
            return LogoutVerification.Refuse("The claims 'iat' and 'exp' are required.");
        }

        if (expires < now - TokenLifetime.ClockSkew || issued > now + TokenLifetime.ClockSkew || issued < now - LongestAge)
        {
            return LogoutVerification.Refuse("The token has expired, is over ten minutes old or is not valid yet; compare the clocks of issuer and gateway.");
        }

        if (LogoutToken.Problem(claims) is { } problem)
        {
            return LogoutVerification.Refuse(problem);
        }

        var sessionId = LogoutToken.Text(claims, "sid");
        var subject = LogoutToken.Text(claims, "sub");
        if (sessionId is null && subject is null)
        {
            return LogoutVerification.Refuse("The token names neither 'sid' nor 'sub'.");
        }

        return LogoutToken.Text(claims, "jti") is { } id && seen.TryAdd($"{issuer} {id}", expires + TokenLifetime.ClockSkew)
            // Section 2.7: with a sid, that session alone; without, every one of the subject.
            ? LogoutVerification.Of(sessionId is not null ? RevocationTarget.Session(issuer, sessionId) : RevocationTarget.Subject(issuer, subject!), issued, subject ?? "")
            : LogoutVerification.Refuse("The token has no 'jti', or was sent before.");
    }
}
