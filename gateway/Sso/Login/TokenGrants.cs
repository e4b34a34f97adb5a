using System.Globalization;
using Gateway.Identity;
using Gateway.Revocations;
using Gateway.Sso.Assignments;
using Gateway.Sso.Sealing;

namespace Gateway.Sso.Login;

/// <summary>Redeems codes and refresh tokens at the issuer, and makes sure that the other doors will take what comes of it.</summary>
internal sealed class TokenGrants(LoginIssuer issuer, TokenVerifier verifier, RevocationList revocations, Sealer sealer, TimeProvider time)
{
    public async Task<TokenGrantResult> RedeemAsync(string grantType, IEnumerable<(string Name, string Value)> parameters, CancellationToken cancellation)
    {
        var form = parameters.ToDictionary(parameter => parameter.Name, parameter => parameter.Value, StringComparer.Ordinal);
        form["grant_type"] = grantType;
        var answer = await issuer.TokenAsync(form, cancellation);
        if (answer.Text("access_token") is not { } access)
        {
            return answer.Error is { } error
                ? TokenGrantResult.Refused(error, Words(error))
                : TokenGrantResult.Refused("unavailable", "The issuer cannot be reached; try again shortly.");
        }

        // A login that no door takes is told now, and not at the first call.
        var verified = await verifier.VerifyAsync(access, cancellation);
        if (!verified.Verified)
        {
            return TokenGrantResult.Refused(verified.Problem.Reason == TokenProblemReason.IssuerUnavailable ? "unavailable" : "invalid_grant", verified.Problem.Message);
        }

        if (revocations.WhyRefused(verified.Caller) is { } revoked)
        {
            return revoked.Reason == TokenProblemReason.RevocationsUnknown
                ? TokenGrantResult.Refused("unavailable", revoked.Message)
                : TokenGrantResult.Refused("invalid_grant", revoked.Message + SsoError.FreshLogin);
        }

        var refresh = answer.Text("refresh_token");
        var left = (int)(verified.Caller.Expires - time.GetUtcNow()).TotalSeconds;
        var expiresIn = Math.Min(answer.Number("expires_in") ?? left, left);
        return new TokenGrantResult(new GrantedToken(sealer.Seal(new SsoToken(access, refresh)), expiresIn, refresh), verified.Caller, null, null);
    }

    private string Words(string error) => error switch
    {
        "slow_down" => "The client polls too often; wait longer.",
        "expired_token" => "The device code has expired; begin the login anew.",
        "access_denied" => "The login was refused.",
        "invalid_grant" => "The issuer does not take the code or refresh token: it was used, has expired, or its session has ended. Log in again.",
        _ => string.Create(CultureInfo.InvariantCulture, $"The issuer refuses the client '{issuer.ClientId}'."),
    };
}
