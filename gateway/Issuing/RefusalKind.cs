namespace Gateway.Issuing;

/// <summary>Why nothing is issued. The kebab-case names are the <c>code</c> of problem details, and stand in audit records.</summary>
internal enum RefusalKind
{
    MissingToken,
    InvalidToken,
    ExpiredToken,
    IssuerUnavailable,
    Revoked,
    RevocationsUnknown,
    TooManyRequests,
    InvalidRequest,
    RoleUnspecified,
    RoleAmbiguous,
    RoleNotGranted,
    RoleUnusable,
    ModeNotPermitted,
    Denied,
    NotAnOperator,
    StepUpRequired,
    PolicyNotAllowed,
    PolicyMalformed,
    PolicyTooLarge,
    StsRefused,
    StsThrottled,
    StsUnavailable,
    NoBaseCredentials,
    SignInUnavailable,
    AuditUnavailable,
}
