using Microsoft.Extensions.Primitives;

namespace Gateway.Issuing;

/// <summary>Lets only requests with a verified token through to a door, and leaves their caller for it.</summary>
/// <param name="door">The door's name in records; a refused token is recorded as well.</param>
/// <param name="readToken">Reads the token from the Authorization header's values.</param>
/// <param name="refuse">Puts a refusal into the door's language.</param>
internal sealed class CallerFilter(string door, Func<StringValues, string?> readToken, Func<HttpContext, Refusal, IResult> refuse) : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        Admission.Begin(http, door);
        if (readToken(http.Request.Headers.Authorization) is not { } token)
        {
            return refuse(http, Refusal.MissingToken);
        }

        using var admitted = await http.RequestServices.GetRequiredService<Admission>().AdmitAsync(http, token);
        return admitted.IsIn ? await next(context) : refuse(http, admitted.Refusal);
    }
}
