using Gateway.Auditing;
using Gateway.Issuing;
using Gateway.Policies;
using Gateway.Portal.Pages;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Options;

namespace Gateway.Portal.SignIn;

/// <summary>Signing in, stepping up and signing out.</summary>
internal static class SignInDoors
{
    /// <summary>For everyone.</summary>
    public static void MapSignIn(this IEndpointRouteBuilder portal)
    {
        portal.MapGet(PortalPaths.SignIn, (HttpContext context) => new SignInResult(ReturnPath.Of(context.Request.Query["return"]), isFresh: context.Request.Query["prompt"] == "login"));
        portal.MapGet(PortalPaths.Callback, (Delegate)CallbackAsync);
        portal.MapGet(PortalPaths.SignedOut, (HttpContext context) => PortalPage.Message(
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
            await context.RequestServices.GetRequiredService<IssuerEvents>().AnswerAsync(context, SignInFailure.Interrupted, cause: null);
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

    private static async Task<IResult> SignOutAsync(HttpContext context, IOptionsMonitor<OpenIdConnectOptions> options, SessionEnding ending, GatewayAddress address)
    {
        var audit = context.Audit();
        audit.Door = "portal";
        audit.Action = "portal:sign-out";
        var issuer = options.Get(PortalSchemes.Issuer);
        var session = context.Features.GetRequiredFeature<PortalSession>();
        await context.SignOutAsync(PortalSchemes.Cookie);
        string? endSession = null;
        try
        {
            endSession = (await issuer.ConfigurationManager!.GetConfigurationAsync(context.RequestAborted)).EndSessionEndpoint;
        }
        catch (Exception e) when (e is InvalidOperationException or IOException or HttpRequestException)
        {
            // The cookie is gone in any case; the page says what is not.
        }

        if (!string.IsNullOrEmpty(endSession) && session.SignedIn && await ending.EndAsync(session.Caller, session.Tokens, endSession, context.RequestAborted))
        {
            return Results.LocalRedirect(PortalPaths.SignedOut);
        }

        return string.IsNullOrEmpty(endSession)
            ? PortalPage.Message(context, StatusCodes.Status200OK, "You are signed out here",
                "The sign-in service could not be reached, so your session there may go on until it ends by itself. Close the browser on a shared machine.", ("Sign in again", PortalPaths.SignIn))
            : PortalPage.Leave(context, "Signing you out", "Your session at the sign-in service ends as well.", LogoutUrl(endSession, issuer.ClientId!, session.Tokens?.Id, address.Of(context.Request) + PortalPaths.SignedOut));
    }

    // OpenID Connect RP-Initiated Logout 1.0 section 2.
    private static string LogoutUrl(string endpoint, string client, string? hint, string back) => Microsoft.AspNetCore.WebUtilities.QueryHelpers.AddQueryString(
        endpoint,
        new Dictionary<string, string?>(StringComparer.Ordinal) { ["client_id"] = client, ["id_token_hint"] = hint, ["post_logout_redirect_uri"] = back }.Where(pair => pair.Value is not null));
}
