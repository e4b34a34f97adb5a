using Gateway.Identity;
using Gateway.Revocations;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;

namespace Gateway.Portal.SignIn;

/// <summary>
/// Ends a sign-in's session at the issuer from here: Keycloak takes the refresh token for it, so that no ID token stands in a URL, and nothing depends on what the
/// browser does next. What came of the session ends here at the same moment.
/// </summary>
/// <remarks>https://www.keycloak.org/securing-apps/oidc-layers#_oidc-endpoints (logout)</remarks>
internal sealed class SessionEnding(IOptionsMonitor<OpenIdConnectOptions> options, RevocationList revocations, TimeProvider time)
{
    /// <summary>False where the issuer does not end it that way, or cannot be reached.</summary>
    public async Task<bool> EndAsync(Caller caller, PortalTokens tokens, string endpoint, CancellationToken cancellation)
    {
        if (tokens.Refresh is not { } refresh || !await PostAsync(refresh, endpoint, cancellation))
        {
            return false;
        }

        if (caller.SessionId is { Length: > 0 } session)
        {
            revocations.Revoke(RevocationTarget.Session(caller.Issuer, session), time.GetUtcNow(), caller.Subject);
        }

        return true;
    }

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
