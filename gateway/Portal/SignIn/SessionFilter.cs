using Gateway.Auditing;
using Gateway.Issuing;
using Gateway.Portal.Pages;
using Microsoft.AspNetCore.Authentication;

namespace Gateway.Portal.SignIn;

/// <summary>Lets only whoever is signed in and admitted through to a page; sends everyone else to sign in, or says why that would not help.</summary>
internal sealed class SessionFilter : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        // Who is not signed in yet asks for nothing that would be recorded.
        Admission.Begin(http, door: null);

        var result = await http.AuthenticateAsync(PortalSchemes.Cookie);
        var session = http.Features.Get<PortalSession>() ?? PortalSession.None;
        if (!session.SignedIn || result.Principal is null)
        {
            return NotSignedIn(http, session.State);
        }

        http.Audit().Door = "portal";
        using var admitted = http.RequestServices.GetRequiredService<Admission>().Admit(http, session.Caller);
        if (admitted.IsIn)
        {
            http.User = result.Principal;
            return await next(context);
        }

        http.Refused(admitted.Refusal);
        switch (admitted.Refusal.Kind)
        {
            case RefusalKind.Revoked:
                http.Features.Set(PortalSession.Revoked);
                await http.SignOutAsync(PortalSchemes.Cookie);
                // A session that goes on at the issuer keeps its id whatever login follows, and would be refused again.
                var ended = await http.RequestServices.GetRequiredService<SessionEnding>().EndAsync(http, session);
                return Revoked(http, ended.LogoutUrl ?? PortalPaths.FreshSignInFor(Back(http)));
            case RefusalKind.RevocationsUnknown:
                return Unavailable(http);
            default:
                return Refuse(http, admitted.Refusal);
        }
    }

    private static IResult NotSignedIn(HttpContext http, PortalSessionState state)
    {
        if (state == PortalSessionState.Unavailable)
        {
            PortalRecord.Refuse(http, SignInFailure.Unavailable.Code, SignInFailure.Unavailable.Message);
            return Unavailable(http);
        }

        if (IsRead(http))
        {
            return new SignInResult(Back(http));
        }

        const string message = "Sign in again, then repeat what you did.";
        PortalRecord.Refuse(http, "session-ended", message);
        return http.Request.Path == PortalPaths.Credentials ? PortalProblem.Of(http, state)
            : PortalPage.Message(http, StatusCodes.Status401Unauthorized, "Your session has ended", message, ("Sign in again", PortalPaths.SignIn));
    }

    private static IResult Unavailable(HttpContext http) => http.Request.Path == PortalPaths.Credentials
        ? PortalProblem.Of(http, PortalSessionState.Unavailable)
        : PortalPage.Message(http, StatusCodes.Status503ServiceUnavailable, SignInFailure.Unavailable.Title, SignInFailure.Unavailable.Message, ("Try again", Back(http).Value));

    private static IResult Revoked(HttpContext http, string signIn) => http.Request.Path == PortalPaths.Credentials
        ? PortalProblem.Revoked(http, signIn)
        : PortalPage.Message(http, StatusCodes.Status401Unauthorized, "Your session was ended",
            "You signed out elsewhere, or someone who looks after accounts here ended your session.", ("Sign in again", signIn));

    private static IResult Refuse(HttpContext http, Refusal refusal) => http.Request.Path == PortalPaths.Credentials
        ? PortalProblem.Of(http, refusal, role: null)
        : PortalPage.Message(http, RefusalStatus.Of(refusal.Kind), "Not at the moment", refusal.Message, ("Try again", Back(http).Value));

    // What was posted is not repeated.
    private static ReturnPath Back(HttpContext http) => IsRead(http) ? ReturnPath.Of(http.Request.Path + http.Request.QueryString) : ReturnPath.Home;

    private static bool IsRead(HttpContext http) => HttpMethods.IsGet(http.Request.Method) || HttpMethods.IsHead(http.Request.Method);
}
