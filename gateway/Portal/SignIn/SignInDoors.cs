using Gateway.Auditing;
using Gateway.Hosting;
using Gateway.Issuing;
using Gateway.Policies;
using Gateway.Portal.Pages;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http.Features;

namespace Gateway.Portal.SignIn;

/// <summary>Signing in, stepping up and signing out.</summary>
internal static class SignInDoors
{
    /// <summary>For everyone.</summary>
    public static void MapSignIn(this IEndpointRouteBuilder portal)
    {
        portal.MapGet(PortalPaths.SignIn, (HttpContext context) => new SignInResult(ReturnPath.Of(context.Request.Query["return"]), isFresh: context.Request.Query["prompt"] == "login"));
        portal.MapGet(PortalPaths.Callback, (Delegate)CallbackAsync);
        portal.MapMethods(PortalPaths.SignedOut, ReadMethods.All, (HttpContext context) => PortalPage.Message(
            context, StatusCodes.Status200OK, "You are signed out", "Your session here and at the sign-in service has ended.", ("Sign in again", PortalPaths.SignIn)));
    }

    /// <summary>For whoever is signed in.</summary>
    public static void MapStepUp(this IEndpointRouteBuilder portal) => portal.MapGet(PortalPaths.StepUp, StepUp);

    /// <summary>For whoever is signed in, with an anti-forgery token.</summary>
    public static void MapSignOut(this IEndpointRouteBuilder portal) => portal.MapPost(PortalPaths.SignOut, SignOutAsync);

    private static async Task CallbackAsync(HttpContext context)
    {
        var handler = await context.RequestServices.GetRequiredService<IAuthenticationHandlerProvider>().GetHandlerAsync(context, PortalSchemes.Issuer);
        if (!await ((IAuthenticationRequestHandler)handler!).HandleRequestAsync())
        {
            await context.RequestServices.GetRequiredService<IssuerEvents>().AnswerAsync(context, SignInFailure.Interrupted, cause: null, ReturnPath.Home);
        }
    }

    // What login is wanted comes from the policy, never from the link.
    private static IResult StepUp(HttpContext context, PolicyStore policies, TimeProvider time)
    {
        Refusal? refusal = null;
        var role = context.Parameter("role", ref refusal);
        var back = ReturnPath.Of(context.Request.Query["return"]);
        var wanted = policies.Current.Decide(context.Caller(), context.AccessContext(time)).StepUps.FirstOrDefault(stepUp => stepUp.Id == role || stepUp.Arn.ToString() == role);
        return wanted is null ? Results.LocalRedirect(back.Value) : new SignInResult(back, stepUp: wanted);
    }

    private static async Task<IResult> SignOutAsync(HttpContext context, SessionEnding ending)
    {
        var audit = context.Audit();
        audit.Door = "portal";
        audit.Action = "portal:sign-out";
        var session = context.Features.GetRequiredFeature<PortalSession>();
        ending.EndHere(session);
        await context.SignOutAsync(PortalSchemes.Cookie);
        // The sign-in is over here in any case; the page says what is not.
        return await ending.EndAsync(context, session) switch
        {
            { IsDone: true } => Results.LocalRedirect(PortalPaths.SignedOut),
            { LogoutUrl: { } url } => PortalPage.Leave(context, "Signing you out", "Your session at the sign-in service ends as well.", url),
            _ => PortalPage.Message(context, StatusCodes.Status200OK, "You are signed out here",
                "The sign-in service could not be reached, so your session there may go on until it ends by itself. Close the browser on a shared machine.", ("Sign in again", PortalPaths.SignIn)),
        };
    }
}
