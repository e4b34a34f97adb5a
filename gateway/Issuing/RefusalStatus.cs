namespace Gateway.Issuing;

/// <summary>The status that goes with a refusal, at <c>/api</c> and in the portal alike.</summary>
internal static class RefusalStatus
{
    public static int Of(RefusalKind kind) => kind switch
    {
        RefusalKind.InvalidRequest or RefusalKind.RoleUnspecified or RefusalKind.RoleAmbiguous
            or RefusalKind.PolicyMalformed or RefusalKind.PolicyTooLarge => StatusCodes.Status400BadRequest,
        RefusalKind.MissingToken or RefusalKind.InvalidToken or RefusalKind.ExpiredToken or RefusalKind.Revoked or RefusalKind.StepUpRequired => StatusCodes.Status401Unauthorized,
        RefusalKind.RoleNotGranted or RefusalKind.RoleUnusable or RefusalKind.ModeNotPermitted or RefusalKind.Denied
            or RefusalKind.StsRefused or RefusalKind.PolicyNotAllowed or RefusalKind.NotAnOperator => StatusCodes.Status403Forbidden,
        RefusalKind.StsThrottled or RefusalKind.TooManyRequests => StatusCodes.Status429TooManyRequests,
        RefusalKind.IssuerUnavailable or RefusalKind.RevocationsUnknown or RefusalKind.StsUnavailable
            or RefusalKind.NoBaseCredentials or RefusalKind.SignInUnavailable or RefusalKind.AuditUnavailable => StatusCodes.Status503ServiceUnavailable,
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };
}
