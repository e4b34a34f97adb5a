using Gateway.Auditing;
using Gateway.Identity;
using Gateway.Issuing;
using Gateway.Revocations;
using Gateway.Sso.Sealing;

namespace Gateway.Sso.Assignments;

/// <summary>Lets only requests through whose <c>x-amz-sso_bearer_token</c> is an SSO token or an access token that verifies.</summary>
internal sealed class SsoCallerFilter : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        http.Response.Headers.CacheControl = "no-store";
        http.Response.Headers["x-amzn-RequestId"] = http.TraceIdentifier;
        http.Audit().Door = "sso";
        if (http.Request.Headers["x-amz-sso_bearer_token"] is not [{ Length: > 0 } shown])
        {
            return SsoError.Of(http, new Refusal(RefusalKind.MissingToken, "Send the token of CreateToken in the header x-amz-sso_bearer_token: run 'aws sso login'."));
        }

        var token = http.RequestServices.GetRequiredService<Sealer>().TryOpen<SsoToken>(shown, out var opened) ? opened : new SsoToken(shown, null);
        var verified = await http.RequestServices.GetRequiredService<TokenVerifier>().VerifyAsync(token.Access, http.RequestAborted);
        if (!verified.Verified)
        {
            return SsoError.Of(http, Refusal.Of(verified.Problem));
        }

        http.Audit().Caller = verified.Caller;
        if (http.RequestServices.GetRequiredService<RevocationList>().WhyRefused(verified.Caller) is { } revoked)
        {
            return SsoError.Of(http, Refusal.Of(revoked));
        }

        http.Features.Set(token);
        return await next(context);
    }
}
