using Gateway.Issuing;
using Gateway.Revocations;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;

namespace Gateway.Portal.SignIn;

/// <summary>
/// Ends a sign-in's session, here and at the issuer: Keycloak takes the refresh token for it, so that no ID token stands in a URL, and nothing depends on what the
/// browser does next.
/// </summary>
/// <remarks>https://www.keycloak.org/securing-apps/oidc-layers#_oidc-endpoints (logout)</remarks>
internal sealed class SessionEnding(IOptionsMonitor<OpenIdConnectOptions> options, RevocationList revocations, GatewayAddress address)
{
    /// <summary>Ends here what came of the session, whatever the issuer will say of it: gateway credentials, and the cookie wherever it was copied to.</summary>
    public void EndHere(PortalSession session)
    {
        if (session.Caller is { } caller)
        {
            revocations.LogOut(caller);
        }
    }

    /// <summary>Ends the session at the issuer, and then here. Where the issuer does not end it, it goes on under its id, and a fresh login in it may still be taken.</summary>
    public async Task<SessionEnd> EndAsync(HttpContext context, PortalSession session)
    {
        if (await EndpointAsync(context.RequestAborted) is not { Length: > 0 } endpoint)
        {
            return SessionEnd.Unreachable;
        }

        if (session.Tokens?.Refresh is not { } refresh || !await PostAsync(refresh, endpoint, context.RequestAborted))
        {
            return SessionEnd.At(LogoutUrl(endpoint, address.Of(context.Request) + PortalPaths.SignedOut));
        }

        EndHere(session);
        return SessionEnd.Done;
    }

    private async Task<string?> EndpointAsync(CancellationToken cancellation)
    {
        try
        {
            return (await options.Get(PortalSchemes.Issuer).ConfigurationManager!.GetConfigurationAsync(cancellation)).EndSessionEndpoint;
        }
        catch (Exception e) when (e is InvalidOperationException or IOException or HttpRequestException)
        {
            return null;
        }
    }

    // OpenID Connect RP-Initiated Logout 1.0 section 2, with the client in the ID token's place; the issuer may ask the person.
    private string LogoutUrl(string endpoint, string back) => QueryHelpers.AddQueryString(endpoint, new Dictionary<string, string?>(StringComparer.Ordinal)
    {
        [OpenIdConnectParameterNames.ClientId] = options.Get(PortalSchemes.Issuer).ClientId,
        [OpenIdConnectParameterNames.PostLogoutRedirectUri] = back,
    });

    private async Task<bool> PostAsync(string refresh, string endpoint, CancellationToken cancellation)
    {
        var issuer = options.Get(PortalSchemes.Issuer);
        using var form = new FormUrlEncodedContent(new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            [OpenIdConnectParameterNames.ClientId] = issuer.ClientId,
            [OpenIdConnectParameterNames.ClientSecret] = issuer.ClientSecret,
            [OpenIdConnectParameterNames.RefreshToken] = refresh,
        }.Where(pair => !string.IsNullOrEmpty(pair.Value)));
        try
        {
            using var answer = await issuer.Backchannel.PostAsync(new Uri(endpoint), form, cancellation);
            // Others answer with a page that asks the person.
            return answer.StatusCode == System.Net.HttpStatusCode.NoContent;
        }
        catch (Exception e) when (e is HttpRequestException || (e is OperationCanceledException && !cancellation.IsCancellationRequested))
        {
            return false;
        }
    }
}
