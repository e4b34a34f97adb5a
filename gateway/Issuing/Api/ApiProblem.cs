using Microsoft.AspNetCore.Mvc;

namespace Gateway.Issuing.Api;

/// <summary>Refusals in the language of <c>/api</c>: RFC 9457 problem details, and the challenges of RFC 6750 and RFC 9470.</summary>
internal static class ApiProblem
{
    public static IResult Of(HttpContext context, Refusal refusal)
    {
        var (status, error) = Describe(refusal.Kind);
        context.Refused(refusal);
        if (status is 400 or 401 or 403)
        {
            context.Response.Headers.WWWAuthenticate = refusal.StepUp is { } stepUp ? Challenge.StepUp(refusal.Message, stepUp)
                : error is not null ? Challenge.Of(error, refusal.Message)
                : Challenge.Plain;
        }

        if (status is 429 or 503)
        {
            context.Response.Headers.RetryAfter = "1";
        }

        return Results.Problem(new ProblemDetails
        {
            Type = $"urn:gateway:problem:{refusal.Code}",
            Title = Title(status),
            Status = status,
            Detail = refusal.Message,
            Extensions = { ["code"] = refusal.Code, ["requestId"] = context.TraceIdentifier },
        });
    }

    private static (int Status, string? Error) Describe(RefusalKind kind) => kind switch
    {
        RefusalKind.MissingToken => (401, null),
        RefusalKind.InvalidToken or RefusalKind.ExpiredToken or RefusalKind.Revoked => (401, "invalid_token"),
        RefusalKind.StepUpRequired => (401, "insufficient_user_authentication"),
        RefusalKind.RoleNotGranted or RefusalKind.RoleUnusable or RefusalKind.ModeNotPermitted or RefusalKind.Denied => (403, "insufficient_scope"),
        RefusalKind.StsRefused or RefusalKind.PolicyNotAllowed or RefusalKind.NotAnOperator => (403, "insufficient_scope"),
        RefusalKind.InvalidRequest or RefusalKind.RoleUnspecified or RefusalKind.RoleAmbiguous
            or RefusalKind.PolicyMalformed or RefusalKind.PolicyTooLarge => (400, "invalid_request"),
        RefusalKind.StsThrottled or RefusalKind.TooManyRequests => (429, null),
        RefusalKind.IssuerUnavailable or RefusalKind.RevocationsUnknown or RefusalKind.StsUnavailable or RefusalKind.NoBaseCredentials or RefusalKind.SignInUnavailable or RefusalKind.AuditUnavailable => (503, null),
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
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
