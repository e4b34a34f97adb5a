using Gateway.Auditing;

namespace Gateway.Issuing.Api;

/// <summary>Refusals in the language of <c>/api</c>: RFC 9457 problem details, and the challenges of RFC 6750 and RFC 9470.</summary>
internal static class ApiProblem
{
    public static IResult Of(HttpContext context, Refusal refusal)
    {
        var status = RefusalStatus.Of(refusal.Kind);
        context.Refused(refusal);
        if (status is 400 or 401 or 403)
        {
            context.Response.Headers.WWWAuthenticate = refusal.StepUp is { } stepUp ? Challenge.StepUp(refusal.Message, stepUp)
                : Error(refusal.Kind, status) is { } error ? Challenge.Of(error, refusal.Message)
                : Challenge.Plain;
        }

        if (status is 429 or 503)
        {
            context.Response.Headers.RetryAfter = "1";
        }

        return ProblemAnswer.Of(context, status, refusal.Code, Title(status), refusal.Message);
    }

    /// <summary>The error code of the challenge; null where the refusal is not of RFC 6750's.</summary>
    private static string? Error(RefusalKind kind, int status) => (kind, status) switch
    {
        (RefusalKind.MissingToken, _) => null,
        (RefusalKind.StepUpRequired, _) => "insufficient_user_authentication",
        (_, 400) => "invalid_request",
        (_, 401) => "invalid_token",
        (_, 403) => "insufficient_scope",
        _ => null,
    };

    private static string Title(int status) => status switch
    {
        400 => "The request is not understood",
        401 => "The login does not suffice",
        403 => "Access is refused",
        429 => "Too many requests",
        _ => "Not available at the moment",
    };
}
