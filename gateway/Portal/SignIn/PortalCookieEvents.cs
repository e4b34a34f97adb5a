using System.Security.Claims;
using Gateway.Identity;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;

namespace Gateway.Portal.SignIn;

/// <summary>Asks on every request whether the sign-in that a cookie holds still stands, and leaves the answer for the page.</summary>
internal sealed class PortalCookieEvents(PortalSessions sessions) : CookieAuthenticationEvents
{
    public override async Task ValidatePrincipal(CookieValidatePrincipalContext context)
    {
        var tokens = PortalTokens.Of(context.Properties);
        var session = tokens is null ? PortalSession.Ended : await sessions.CheckAsync(tokens, context.HttpContext.RequestAborted);
        if (session.SignedIn && !IsOf(context.Principal!, session.Caller))
        {
            session = PortalSession.Ended;
        }

        context.HttpContext.Features.Set(session);
        if (session.SignedIn)
        {
            if (session.Tokens != tokens)
            {
                session.Tokens.Store(context.Properties);
                context.ShouldRenew = true;
            }

            return;
        }

        context.RejectPrincipal();
        if (session.State is not PortalSessionState.Unavailable)
        {
            await context.HttpContext.SignOutAsync(PortalSchemes.Cookie);
        }
    }

    /// <summary>A renewal never makes one person of another, whatever the issuer or Redis answers.</summary>
    private static bool IsOf(ClaimsPrincipal principal, Caller caller) => principal.HasClaim("sub", caller.Subject) && principal.HasClaim("iss", caller.Issuer);
}
