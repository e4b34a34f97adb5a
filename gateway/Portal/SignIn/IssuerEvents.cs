using System.Security.Claims;
using Gateway.Auditing;
using Gateway.Identity;
using Gateway.Portal.Pages;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;

namespace Gateway.Portal.SignIn;

/// <summary>What happens at the turns of a sign-in.</summary>
internal sealed class IssuerEvents(TokenVerifier verifier, ILogger<IssuerEvents> logger) : OpenIdConnectEvents
{
    /// <summary>Where the levels of a step-up travel to <see cref="RedirectToIdentityProvider"/>.</summary>
    public const string AcrValues = "acr_values";

    public override Task RedirectToIdentityProvider(RedirectContext context)
    {
        if (context.Properties.GetParameter<string>(AcrValues) is { Length: > 0 } levels)
        {
            context.ProtocolMessage.AcrValues = levels;
        }

        return Task.CompletedTask;
    }

    /// <summary>Takes the person only if the gateway takes the access token, as at any other door.</summary>
    public override async Task TokenValidated(TokenValidatedContext context)
    {
        var audit = context.HttpContext.Audit();
        audit.Door = "portal";
        audit.Action = "portal:sign-in";
        var verified = await verifier.VerifyAsync(context.TokenEndpointResponse?.AccessToken ?? "", context.HttpContext.RequestAborted);
        if (!verified.Verified)
        {
            throw verified.Problem.Reason is TokenProblemReason.IssuerUnavailable
                ? new HttpRequestException(verified.Problem.Message)
                : new SignInRejectedException(verified.Problem.Message);
        }

        audit.Caller = verified.Caller;
        if (!audit.TryTakePlace())
        {
            throw new AuditUnavailableException();
        }

        // Who it is comes from the access token each time; here stands what an anti-forgery token is bound to.
        context.Principal = new ClaimsPrincipal(new ClaimsIdentity(
            [new Claim("sub", verified.Caller.Subject), new Claim("iss", verified.Caller.Issuer)], PortalSchemes.Issuer));
    }

    public override async Task RemoteFailure(RemoteFailureContext context)
    {
        var failure = SignInFailures.Of(context.Failure);
        context.HandleResponse();
        await AnswerAsync(context.HttpContext, failure, context.Failure, ReturnPath.Of(context.Properties?.RedirectUri));
    }

    /// <summary>Records, logs and shows why there is no sign-in; the next one leads back to where this one was to.</summary>
    public async Task AnswerAsync(HttpContext context, SignInFailure failure, Exception? cause, ReturnPath back)
    {
        var detail = SignInFailures.Detail(cause);
        if (failure == SignInFailure.Misconfigured)
        {
            Log.ClientRefused(logger, detail);
        }
        else
        {
            Log.PortalSignInFailed(logger, failure.Code, detail);
        }

        PortalRecord.Refuse(context, failure.Code, failure.Message);
        context.Audit().Action = "portal:sign-in";
        await PortalPage.Message(context, failure.Status, failure.Title, failure.Message, ("Sign in again", PortalPaths.SignInFor(back))).ExecuteAsync(context);
    }
}
