using Gateway.Auditing;
using Gateway.Portal.Pages;
using Microsoft.AspNetCore.Authentication;

namespace Gateway.Portal.SignIn;

/// <summary>Lets only whoever is signed in through to a page; sends everyone else to sign in, or says why that would not help.</summary>
internal sealed class SessionFilter : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        var result = await http.AuthenticateAsync(PortalSchemes.Cookie);
        var session = http.Features.Get<PortalSession>() ?? PortalSession.None;
        if (session.SignedIn && result.Principal is not null)
        {
            http.User = result.Principal;
            http.Audit().Caller = session.Caller;
            http.Audit().Door = "portal";
            return await next(context);
        }

        return http.Request.Path == PortalPaths.Credentials ? PortalProblem.Of(http, session.State) : Page(http, session.State);
    }

    private static IResult Page(HttpContext http, PortalSessionState state) => state switch
    {
        PortalSessionState.Revoked => PortalPage.Message(http, StatusCodes.Status401Unauthorized, "Your session was ended",
            "You signed out elsewhere, or someone who looks after accounts here ended your session.", ("Sign in again", PortalPaths.FreshSignIn)),
        PortalSessionState.Unavailable => PortalPage.Message(http, StatusCodes.Status503ServiceUnavailable, SignInFailure.Unavailable.Title,
            SignInFailure.Unavailable.Message, ("Try again", PortalPaths.Home)),
        _ when HttpMethods.IsGet(http.Request.Method) => new SignInResult(ReturnPath.Of(http.Request.Path + http.Request.QueryString)),
        _ => PortalPage.Message(http, StatusCodes.Status401Unauthorized, "Your session has ended", "Sign in again, then repeat what you did.", ("Sign in again", PortalPaths.SignIn)),
    };
}
