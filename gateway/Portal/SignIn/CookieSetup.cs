using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Options;

namespace Gateway.Portal.SignIn;

/// <summary>The cookie that holds a person's tokens, sealed: the browser keeps it and cannot read it.</summary>
internal sealed class CookieSetup(IDataProtectionProvider protection) : IConfigureNamedOptions<CookieAuthenticationOptions>
{
    public const string CookieName = "gateway-portal";

    /// <summary>How long a sign-in that is not used stays; the issuer's own session ends sooner as a rule.</summary>
    private static readonly TimeSpan LongestIdle = TimeSpan.FromHours(24);

    public void Configure(CookieAuthenticationOptions options) => Configure(PortalSchemes.Cookie, options);

    public void Configure(string? name, CookieAuthenticationOptions options)
    {
        options.Cookie.Name = CookieName;
        options.Cookie.HttpOnly = true;
        // Lax, not Strict: a deep link from another site must find the person signed in.
        options.Cookie.SameSite = SameSiteMode.Lax;
        options.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        options.Cookie.Path = "/";
        options.CookieManager = new HostCookieManager();
        options.ExpireTimeSpan = LongestIdle;
        // Renewed with the tokens.
        options.SlidingExpiration = false;
        options.TicketDataFormat = new PortalTicketFormat(protection.CreateProtector("portal sign-in"));
        options.EventsType = typeof(PortalCookieEvents);
    }
}
