using System.Text.Json.Serialization;
using Gateway.Issuing;

namespace Gateway.Sso.Assignments;

/// <summary>The errors of the SSO portal service: status, exception, and a message.</summary>
/// <remarks>https://docs.aws.amazon.com/singlesignon/latest/PortalAPIReference/API_GetRoleCredentials.html#API_GetRoleCredentials_Errors</remarks>
internal static class SsoError
{
    /// <summary>Only a fresh session at the issuer is a fresh login, and logging out ends the old one.</summary>
    public const string FreshLogin = " With the AWS CLI: aws sso logout, then aws sso login.";

    public static IResult Of(HttpContext context, Refusal refusal)
    {
        context.Refused(refusal);
        context.ChallengeStepUp(refusal);
        var (status, exception) = refusal.Kind switch
        {
            // On this one clients tell people to run 'aws sso login'.
            RefusalKind.MissingToken or RefusalKind.InvalidToken or RefusalKind.ExpiredToken or RefusalKind.Revoked => (401, "UnauthorizedException"),
            RefusalKind.InvalidRequest or RefusalKind.RoleUnspecified or RefusalKind.RoleAmbiguous => (400, "InvalidRequestException"),
            RefusalKind.StsThrottled or RefusalKind.TooManyRequests => (429, "TooManyRequestsException"),
            RefusalKind.IssuerUnavailable or RefusalKind.RevocationsUnknown or RefusalKind.StsUnavailable or RefusalKind.NoBaseCredentials or RefusalKind.AuditUnavailable => (503, "ServiceUnavailableException"),
            _ => (403, "ForbiddenException"),
        };
        return Answer(context, status, exception, refusal.StepUp is not null || refusal.Kind == RefusalKind.Revoked ? refusal.Message + FreshLogin : refusal.Message);
    }

    public static IResult NotFound(HttpContext context, string message)
    {
        var refusal = new Refusal(RefusalKind.RoleNotGranted, message);
        context.Refused(refusal);
        return Answer(context, 404, "ResourceNotFoundException", message);
    }

    /// <summary>A fault of the gateway itself.</summary>
    public static IResult Fault(HttpContext context, string message)
    {
        context.Response.Headers["x-amzn-RequestId"] = context.TraceIdentifier;
        return Answer(context, 500, "InternalServerException", message);
    }

    private static IResult Answer(HttpContext context, int status, string exception, string message)
    {
        context.Response.Headers["x-amzn-ErrorType"] = exception;
        return Results.Json(new Body(message), statusCode: status);
    }

    internal sealed record Body([property: JsonPropertyName("message")] string Message);
}
