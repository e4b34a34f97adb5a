using Microsoft.Extensions.Primitives;

namespace Gateway.Issuing;

/// <summary>Lets only requests with a verified token through to a door, and leaves their caller for it.</summary>
/// <param name="readToken">Reads the token from the Authorization header's values.</param>
/// <param name="refuse">Puts a refusal into the door's language.</param>
internal sealed class CallerFilter(Func<StringValues, string?> readToken, Func<HttpContext, Refusal, IResult> refuse) : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        // A refused token is recorded as well: the door is the last part of its path.
        Admission.Begin(http, http.Request.Path.StartsWithSegments("/container", StringComparison.Ordinal) ? "container" : LastPart(http.Request.Path));

        if (readToken(http.Request.Headers.Authorization) is not { } token)
        {
            return refuse(http, Refusal.MissingToken);
        }

        using var admitted = await http.RequestServices.GetRequiredService<Admission>().AdmitAsync(http, token);
        return admitted.IsIn ? await next(context) : refuse(http, admitted.Refusal);
    }

    // Routing takes any case and a slash at the end; the door has one name, since metrics are counted by it.
    private static string? LastPart(PathString path) => path.Value?.TrimEnd('/').Split('/')[^1].ToLowerInvariant();
}
