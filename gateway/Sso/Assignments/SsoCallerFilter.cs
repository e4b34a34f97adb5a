using Gateway.Issuing;
using Gateway.Sso.Sealing;

namespace Gateway.Sso.Assignments;

/// <summary>Lets only requests through whose <c>x-amz-sso_bearer_token</c> is an SSO token or an access token that verifies.</summary>
internal sealed class SsoCallerFilter : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        http.Response.Headers["x-amzn-RequestId"] = http.TraceIdentifier;
        if (Admission.Begin(http, "sso") is { } unrecordable)
        {
            return SsoError.Of(http, unrecordable);
        }

        if (http.Request.Headers["x-amz-sso_bearer_token"] is not [{ Length: > 0 } shown])
        {
            return SsoError.Of(http, new Refusal(RefusalKind.MissingToken, "Send the token of CreateToken in the header x-amz-sso_bearer_token: run 'aws sso login'."));
        }

        var token = http.RequestServices.GetRequiredService<Sealer>().TryOpen<SsoToken>(shown, out var opened) ? opened : new SsoToken(shown, null);
        using var admitted = await http.RequestServices.GetRequiredService<Admission>().AdmitAsync(http, token.Access);
        if (!admitted.IsIn)
        {
            return SsoError.Of(http, admitted.Refusal);
        }

        http.Features.Set(token);
        return await next(context);
    }
}
