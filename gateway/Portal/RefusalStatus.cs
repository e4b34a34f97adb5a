using Gateway.Issuing;

namespace Gateway.Portal;

/// <summary>The status that goes with a refusal.</summary>
internal static class RefusalStatus
{
    public static int Of(RefusalKind kind) => kind switch
    {
        RefusalKind.StepUpRequired or RefusalKind.Revoked => StatusCodes.Status401Unauthorized,
        RefusalKind.InvalidRequest or RefusalKind.RoleUnspecified or RefusalKind.RoleAmbiguous => StatusCodes.Status400BadRequest,
        RefusalKind.StsThrottled or RefusalKind.TooManyRequests => StatusCodes.Status429TooManyRequests,
        RefusalKind.StsUnavailable or RefusalKind.NoBaseCredentials or RefusalKind.SignInUnavailable or RefusalKind.IssuerUnavailable or RefusalKind.RevocationsUnknown or RefusalKind.AuditUnavailable => StatusCodes.Status503ServiceUnavailable,
        _ => StatusCodes.Status403Forbidden,
    };
}
