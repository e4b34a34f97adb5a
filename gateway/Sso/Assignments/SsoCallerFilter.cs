using Gateway.Auditing;
using Gateway.Identity;
using Gateway.Issuing;
using Gateway.Limits;
using Gateway.Revocations;
using Gateway.Sso.Sealing;

namespace Gateway.Sso.Assignments;

/// <summary>Lets only requests through whose <c>x-amz-sso_bearer_token</c> is an SSO token or an access token that verifies.</summary>
/// <param name="takesEnded">Whether an SSO token will do whose access token has expired or is revoked: so that the login behind it, which lives on at the issuer, can be ended.</param>
internal sealed class SsoCallerFilter(bool takesEnded = false) : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        http.Response.Headers["x-amzn-RequestId"] = http.TraceIdentifier;
        Admission.Begin(http, "sso");

        if (http.Request.Headers["x-amz-sso_bearer_token"] is not [{ Length: > 0 } shown])
        {
            return SsoError.Of(http, new Refusal(RefusalKind.MissingToken, "Send the token of CreateToken in the header x-amz-sso_bearer_token: run 'aws sso login'."));
        }

        var isSealed = http.RequestServices.GetRequiredService<Sealer>().TryOpen<SsoToken>(shown, out var opened);
        var token = isSealed ? opened! : new SsoToken(shown, null);
        using var admitted = await http.RequestServices.GetRequiredService<Admission>().AdmitAsync(http, token.Access);
        http.Features.Set(token);
        if (admitted.IsIn)
        {
            return await next(context);
        }

        if (takesEnded && isSealed && admitted.Refusal.Kind is RefusalKind.ExpiredToken or RefusalKind.Revoked
            && SealedCaller.Of(token, http.RequestServices.GetRequiredService<Issuers>()) is { } caller)
        {
            http.Audit().Caller = caller;
            // Whoever is revoked was found to be so within their limits, and is within them until this has ended.
            CallerBudget? budget = null;
            if (admitted.Refusal.Kind == RefusalKind.ExpiredToken && (budget = http.RequestServices.GetRequiredService<CallerLimits>().Enter(caller)) is null)
            {
                return SsoError.Of(http, Refusal.TooManyRequests);
            }

            try
            {
                return TakesPlace(http, caller) ? await next(context) : SsoError.Of(http, Refusal.AuditUnavailable);
            }
            finally
            {
                budget?.Leave();
            }
        }

        return SsoError.Of(http, admitted.Refusal);
    }

    // The end of a session is not put off, and it ends once: whoever says so again would else fill the queue beyond its bound, and is recorded as others who are revoked.
    private static bool TakesPlace(HttpContext http, Caller caller)
    {
        if (caller.SessionId is not { Length: > 0 } session || http.RequestServices.GetRequiredService<RevocationList>().IsEnded(caller.Issuer, session))
        {
            return http.Audit().TryTakePlace(isProven: false);
        }

        http.Audit().ForcePlace();
        return true;
    }
}
