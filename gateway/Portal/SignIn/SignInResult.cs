using Gateway.Auditing;
using Gateway.Policies;
using Gateway.Portal.Pages;
using Gateway.Sso;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;

namespace Gateway.Portal.SignIn;

/// <summary>Sends a person to the issuer to sign in, and afterwards to a page of the portal.</summary>
/// <param name="back">Where to go afterwards.</param>
/// <param name="isFresh">Whether the person has to show again who it is, though the issuer knows.</param>
/// <param name="stepUp">The stronger or fresher sign-in that is wanted (RFC 9470).</param>
internal sealed class SignInResult(ReturnPath back, bool isFresh = false, StepUp? stepUp = null) : IResult
{
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        // Each is a request to the issuer, for whoever asks.
        if (!httpContext.RequestServices.GetRequiredService<SsoLimits>().MaySignIn(httpContext))
        {
            const string message = "Too many sign-ins begin at this address. Wait a minute, then try again.";
            PortalRecord.Refuse(httpContext, "slow-down", message);
            httpContext.Audit().Action = "portal:sign-in";
            httpContext.Response.Headers.RetryAfter = "60";
            await PortalPage.Message(httpContext, StatusCodes.Status429TooManyRequests, "Not at the moment", message, ("Try again", back.Value)).ExecuteAsync(httpContext);
            return;
        }

        var properties = new OpenIdConnectChallengeProperties { RedirectUri = back.Value, MaxAge = stepUp?.MaxAge, Prompt = isFresh ? "login" : null };
        if (stepUp is { AcrValues.Count: > 0 })
        {
            properties.SetParameter(IssuerEvents.AcrValues, string.Join(' ', stepUp.AcrValues));
        }

        try
        {
            await httpContext.ChallengeAsync(PortalSchemes.Issuer, properties);
        }
        catch (Exception e) when (!httpContext.RequestAborted.IsCancellationRequested && !httpContext.Response.HasStarted)
        {
            // Discovery or the pushed request failed: whatever the issuer does, a person gets a page.
            var failure = SignInFailures.Of(e);
            await httpContext.RequestServices.GetRequiredService<IssuerEvents>()
                .AnswerAsync(httpContext, failure == SignInFailure.Interrupted ? SignInFailure.Unavailable : failure, e, back);
        }
    }
}
