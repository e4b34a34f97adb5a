using Gateway.Auditing;
using Gateway.Identity;
using Gateway.Revocations;

namespace Gateway.Issuing;

/// <summary>Lets only requests with a verified token through to a door, and leaves their caller for it.</summary>
/// <param name="readToken">Reads the token from the Authorization header's values.</param>
/// <param name="refuse">Puts a refusal into the door's language.</param>
internal sealed class CallerFilter(
    Func<Microsoft.Extensions.Primitives.StringValues, string?> readToken, Func<HttpContext, Refusal, IResult> refuse) : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        http.Response.Headers.CacheControl = "no-store";
        // A refused token is recorded as well: the door is the last part of its path.
        http.Audit().Door = http.Request.Path.StartsWithSegments("/container", StringComparison.Ordinal) ? "container" : http.Request.Path.Value?.Split('/')[^1];
        if (readToken(http.Request.Headers.Authorization) is not { } token)
        {
            return refuse(http, Refusal.MissingToken);
        }

        var verified = await http.RequestServices.GetRequiredService<TokenVerifier>().VerifyAsync(token, http.RequestAborted);
        if (!verified.Verified)
        {
            return refuse(http, Refusal.Of(verified.Problem));
        }

        http.Audit().Caller = verified.Caller;
        if (http.RequestServices.GetRequiredService<RevocationList>().WhyRefused(verified.Caller) is { } revoked)
        {
            return refuse(http, Refusal.Of(revoked));
        }

        return await next(context);
    }
}
