namespace Gateway.Issuing.Sts;

/// <summary>A status and code of the STS API that SDKs act upon.</summary>
/// <remarks>https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRoleWithWebIdentity.html#API_AssumeRoleWithWebIdentity_Errors</remarks>
internal readonly record struct StsError(int Status, string Code)
{
    public static StsError Of(RefusalKind kind) => kind switch
    {
        RefusalKind.MissingToken => new(400, "MissingParameter"),
        RefusalKind.InvalidToken => new(400, "InvalidIdentityToken"),
        RefusalKind.ExpiredToken or RefusalKind.Revoked => new(400, "ExpiredTokenException"),
        RefusalKind.IssuerUnavailable => new(400, "IDPCommunicationError"),
        RefusalKind.InvalidRequest or RefusalKind.RoleUnspecified or RefusalKind.RoleAmbiguous => new(400, "ValidationError"),
        RefusalKind.PolicyMalformed => new(400, "MalformedPolicyDocument"),
        RefusalKind.PolicyTooLarge => new(400, "PackedPolicyTooLarge"),
        RefusalKind.StsThrottled or RefusalKind.TooManyRequests => new(400, "Throttling"),
        RefusalKind.RevocationsUnknown or RefusalKind.StsUnavailable or RefusalKind.NoBaseCredentials or RefusalKind.AuditUnavailable => new(503, "ServiceUnavailable"),
        _ => new(403, "AccessDenied"),
    };
}
