using System.Text.Json.Serialization;
using Gateway.Auditing;
using Gateway.Sso.Clients;
using Gateway.Sso.Login;
using Gateway.Sso.Sealing;

namespace Gateway.Sso.Oidc;

/// <summary>CreateToken: redeems a device code, an authorization code or a refresh token at the issuer.</summary>
/// <remarks>https://docs.aws.amazon.com/singlesignon/latest/OIDCAPIReference/API_CreateToken.html</remarks>
internal static class CreateTokenDoor
{
    /// <summary>No person is done that quickly; AWS's CLI asks twice at once, which the issuer would answer with a longer interval.</summary>
    private static readonly TimeSpan TooEarly = TimeSpan.FromSeconds(2);

    private const string Pending = "The person has not signed in yet.";

    public static async Task<IResult> HandleAsync(HttpContext context, SsoLimits limits, TokenGrants grants, Sealer sealer, TimeProvider time)
    {
        OidcDoors.Begin(context, "CreateToken");
        if (!limits.MayAskForToken(context))
        {
            return Wait(context, OidcError.SlowDown, "Too many tokens are asked for at this address; wait a little.");
        }

        var request = await OidcRequest.ReadAsync(context.Request, context.RequestAborted);
        if (OidcDoors.Refuse(context, request, time, out var clientId, out var client) is { } refusal)
        {
            return refusal;
        }

        return request!.Text("grantType") switch
        {
            GrantType.DeviceCode => await DeviceAsync(context, request, clientId, grants, sealer, time.GetUtcNow()),
            GrantType.AuthorizationCode => await CodeAsync(context, request, client, grants),
            GrantType.RefreshToken => await RefreshAsync(context, request, grants),
            null => OidcError.InvalidRequest.Answer(context, "grantType is required."),
            _ => OidcError.UnsupportedGrantType.Answer(context, $"grantType must be {GrantType.DeviceCode}, {GrantType.AuthorizationCode} or {GrantType.RefreshToken}."),
        };
    }

    private static async Task<IResult> DeviceAsync(
        HttpContext context, OidcRequest request, string clientId, TokenGrants grants, Sealer sealer, DateTimeOffset now)
    {
        if (request.Text("deviceCode") is not { } sealedCode)
        {
            return OidcError.InvalidRequest.Answer(context, "deviceCode is required for this grantType.");
        }

        if (!sealer.TryOpen<DeviceCode>(sealedCode, out var code) || code.Client != clientId)
        {
            return OidcError.InvalidGrant.Answer(context, "deviceCode is none that this client was given.");
        }

        if (code.Expires <= now)
        {
            return OidcError.ExpiredToken.Answer(context, "The device code has expired; begin the login anew.");
        }

        return now - code.Started < TooEarly
            ? Wait(context, OidcError.AuthorizationPending, Pending)
            : await AnswerAsync(context, grants, GrantType.DeviceCode, ("device_code", code.Code), ("code_verifier", code.Verifier));
    }

    private static async Task<IResult> CodeAsync(HttpContext context, OidcRequest request, ClientRegistration client, TokenGrants grants)
    {
        if (request.Text("code") is not { } code || request.Text("codeVerifier") is not { } verifier || request.Text("redirectUri") is not { } redirect)
        {
            return OidcError.InvalidRequest.Answer(context, "code, codeVerifier and redirectUri are required for this grantType.");
        }

        return !LoopbackRedirect.TryParse(redirect, out var address) || !client.MayRedirectTo(address)
            ? OidcError.InvalidGrant.Answer(context, "redirectUri is none of this client's.")
            : await AnswerAsync(context, grants, GrantType.AuthorizationCode, ("code", code), ("code_verifier", verifier), ("redirect_uri", redirect));
    }

    private static async Task<IResult> RefreshAsync(HttpContext context, OidcRequest request, TokenGrants grants) =>
        request.Text("refreshToken") is { } token
            ? await AnswerAsync(context, grants, GrantType.RefreshToken, ("refresh_token", token))
            : OidcError.InvalidRequest.Answer(context, "refreshToken is required for this grantType.");

    private static async Task<IResult> AnswerAsync(HttpContext context, TokenGrants grants, string grantType, params (string Name, string Value)[] parameters)
    {
        var result = await grants.RedeemAsync(grantType, parameters, context.RequestAborted);
        if (result.Token is not { } token)
        {
            return result.Error switch
            {
                "authorization_pending" => Wait(context, OidcError.AuthorizationPending, Pending),
                "slow_down" => Wait(context, OidcError.SlowDown, result.Message!),
                _ => Error(result.Error).Answer(context, result.Message!),
            };
        }

        context.Audit().Caller = result.Caller;
        return Results.Json(new Answer(token.AccessToken, "Bearer", token.ExpiresIn, token.RefreshToken));
    }

    // A client that merely waits leaves no audit record.
    private static IResult Wait(HttpContext context, OidcError error, string message)
    {
        context.Audit().Door = null;
        return error.Answer(context, message);
    }

    private static OidcError Error(string? error) => error switch
    {
        "expired_token" => OidcError.ExpiredToken,
        "access_denied" => OidcError.AccessDenied,
        "invalid_grant" => OidcError.InvalidGrant,
        "unauthorized_client" or "invalid_client" or "unsupported_grant_type" => OidcError.UnauthorizedClient,
        "unavailable" => OidcError.InternalServer,
        _ => OidcError.InvalidRequest,
    };

    internal sealed record Answer(
        string AccessToken, string TokenType, int ExpiresIn,
        [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? RefreshToken);
}
