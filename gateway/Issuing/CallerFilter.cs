using Gateway.Auditing;
using Gateway.Identity;
using Gateway.Limits;
using Gateway.Revocations;
using Gateway.Telemetry;

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
        if (!http.Audit().HasPlace)
        {
            return refuse(http, Refusal.AuditUnavailable);
        }

        // A refused token is recorded as well: the door is the last part of its path.
        http.Audit().Door = http.Request.Path.StartsWithSegments("/container", StringComparison.Ordinal) ? "container" : LastPart(http.Request.Path);
        if (readToken(http.Request.Headers.Authorization) is not { } token)
        {
            return refuse(http, Refusal.MissingToken);
        }

        TokenVerification verified;
        using (Tracing.Start(Tracing.Authenticate))
        {
            verified = await http.RequestServices.GetRequiredService<TokenVerifier>().VerifyAsync(token, http.RequestAborted);
        }

        if (!verified.Verified)
        {
            return refuse(http, Refusal.Of(verified.Problem));
        }

        http.Audit().Caller = verified.Caller;
        if (http.RequestServices.GetRequiredService<RevocationList>().WhyRefused(verified.Caller) is { } revoked)
        {
            return refuse(http, Refusal.Of(revoked));
        }

        if (http.RequestServices.GetRequiredService<CallerLimits>().Enter(verified.Caller) is not { } budget)
        {
            return refuse(http, Refusal.TooManyRequests);
        }

        try
        {
            return await next(context);
        }
        finally
        {
            budget.Leave();
        }
    }

    // Routing takes any case and a slash at the end; the door has one name, since metrics are counted by it.
    private static string? LastPart(PathString path) => path.Value?.TrimEnd('/').Split('/')[^1].ToLowerInvariant();
}
