using Gateway.Auditing;
using Gateway.Issuing;
using Gateway.Sso.Clients;

namespace Gateway.Sso.Oidc;

/// <summary>RegisterClient.</summary>
/// <remarks>https://docs.aws.amazon.com/singlesignon/latest/OIDCAPIReference/API_RegisterClient.html</remarks>
internal static class RegisterClientDoor
{
    // What clients of AWS's tools ask for. The token says what it says, whatever is asked: others would be a promise that nothing keeps.
    private static readonly string[] Scopes = ["sso:account:access", "openid"];

    public static async Task<IResult> HandleAsync(HttpContext context, SsoLimits limits, GatewayAddress address, TimeProvider time)
    {
        OidcDoors.Begin(context, "RegisterClient");
        if (!limits.MayBeginLogin(context))
        {
            return OidcError.SlowDown.Answer(context, "Too many logins begin at this address; wait a little.");
        }

        if (await OidcRequest.ReadAsync(context.Request, context.RequestAborted) is not { } request)
        {
            return OidcError.InvalidRequest.Answer(context, "Send a JSON object of at most 32 KiB.");
        }

        if (Refuse(context, request) is { } refusal)
        {
            return refusal;
        }

        if (!context.Audit().TryTakePlace(isProven: false))
        {
            return OidcError.AuditUnavailable.Answer(context, AuditUnavailableException.Words);
        }

        var now = time.GetUtcNow();
        var registration = new ClientRegistration(
            PrintableText.Of(request.Text("clientName")!), now + ClientRegistration.Lifetime, request.Texts("redirectUris")!);
        var (id, secret) = registration.Issue();
        var home = address.Of(context.Request) + OidcDoors.Path;
        return Results.Json(new Answer(
            id, secret, now.ToUnixTimeSeconds(), registration.Expires.ToUnixTimeSeconds(), home + "/authorize", home + "/token"));
    }

    private static IResult? Refuse(HttpContext context, OidcRequest request)
    {
        if (request.Text("clientName") is not { Length: <= ClientRegistration.MaxNameLength } || request.Text("clientType") is null)
        {
            return OidcError.InvalidRequest.Answer(context, $"clientName (at most {ClientRegistration.MaxNameLength} characters) and clientType are required.");
        }

        if (request.Text("clientType") != "public")
        {
            return OidcError.InvalidClientMetadata.Answer(context, "clientType must be 'public'.");
        }

        if (request.Texts("grantTypes") is not { } grants || !grants.All(GrantType.IsKnown))
        {
            return OidcError.UnsupportedGrantType.Answer(context, $"grantTypes may hold {GrantType.AuthorizationCode}, {GrantType.RefreshToken} and {GrantType.DeviceCode}.");
        }

        if (request.Texts("scopes") is not { } scopes || scopes.Except(Scopes, StringComparer.Ordinal).Any())
        {
            return OidcError.InvalidScope.Answer(context, $"scopes may hold {string.Join(" and ", Scopes)}.");
        }

        return request.Texts("redirectUris") is not { Count: <= 5 } redirects || !redirects.All(uri => LoopbackRedirect.TryParse(uri, out _))
            ? OidcError.InvalidRedirectUri.Answer(context, "redirectUris may hold five addresses on this machine, such as http://127.0.0.1/oauth/callback.")
            : null;
    }

    internal sealed record Answer(
        string ClientId, string ClientSecret, long ClientIdIssuedAt, long ClientSecretExpiresAt, string AuthorizationEndpoint, string TokenEndpoint);
}
