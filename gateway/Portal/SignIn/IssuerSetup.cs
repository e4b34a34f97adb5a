using Gateway.Identity;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;

namespace Gateway.Portal.SignIn;

/// <summary>Sign-in at the issuer: authorization code with PKCE, pushed where the issuer takes that (RFC 9126), tokens kept on our side.</summary>
internal sealed class IssuerSetup(IOptions<PortalOptions> portal, PortalIssuer issuer, TimeProvider time) : IConfigureNamedOptions<OpenIdConnectOptions>
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    public void Configure(OpenIdConnectOptions options) => Configure(PortalSchemes.Issuer, options);

    public void Configure(string? name, OpenIdConnectOptions options)
    {
        var at = issuer.Options;
        options.Authority = at.Authority;
        options.MetadataAddress = at.DiscoveryAddress;
        options.RequireHttpsMetadata = !at.AllowsPlainHttp(new Uri(at.DiscoveryAddress));
        options.ClientId = portal.Value.ClientId;
        options.ClientSecret = portal.Value.ClientSecret;
        options.SignInScheme = PortalSchemes.Cookie;
        options.ResponseType = OpenIdConnectResponseType.Code;
        // The answer comes as a GET, so that its cookies may be SameSite=Lax and work over plain http on loopback.
        options.ResponseMode = OpenIdConnectResponseMode.Query;
        options.UsePkce = true;
        options.SaveTokens = true;
        options.MapInboundClaims = false;
        // They would take iss away from the principal, which we make ourselves.
        options.ClaimActions.Clear();
        options.DisableTelemetry = true;
        options.Scope.Clear();
        options.Scope.Add("openid");
        foreach (var scope in portal.Value.Scopes)
        {
            options.Scope.Add(scope);
        }

        options.CallbackPath = PortalPaths.Callback;
        // Logout by an image tag on any page (front-channel logout) is not taken; the back channel is.
        options.RemoteSignOutPath = PathString.Empty;
        Protect(options.CorrelationCookie, "gateway-signin.");
        Protect(options.NonceCookie, "gateway-nonce.");
        options.BackchannelTimeout = Patience;
        options.BackchannelHttpHandler = OutboundHandler.Create();
        options.TokenValidationParameters.NameClaimType = "preferred_username";
        options.TokenValidationParameters.LifetimeValidator = new TokenLifetime(time).Validate;
        options.EventsType = typeof(IssuerEvents);
    }

    private static void Protect(CookieBuilder cookie, string name)
    {
        cookie.Name = name;
        cookie.HttpOnly = true;
        cookie.SameSite = SameSiteMode.Lax;
        cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
    }
}
