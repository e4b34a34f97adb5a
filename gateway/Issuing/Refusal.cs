using System.Text.Json;
using Gateway.Assuming;
using Gateway.Auditing;
using Gateway.Identity;
using Gateway.Limits;
using Gateway.Policies;

namespace Gateway.Issuing;

/// <summary>Why nothing is issued, before a door puts it into its own language.</summary>
/// <param name="Kind">For programs.</param>
/// <param name="Message">For a person: what is wrong and what to do next.</param>
/// <param name="StepUp">The login that would help (RFC 9470).</param>
internal sealed record Refusal(RefusalKind Kind, string Message, StepUp? StepUp = null)
{
    public static readonly Refusal MissingToken =
        new(RefusalKind.MissingToken, "Send the access token in the header 'Authorization: Bearer <token>'.");

    public static readonly Refusal TooManyRequests = new(RefusalKind.TooManyRequests, CallerLimits.Message);

    /// <summary>Nothing is done that could not be recorded.</summary>
    public static readonly Refusal AuditUnavailable = new(RefusalKind.AuditUnavailable, AuditUnavailableException.Words);

    /// <summary>The stable word for programs: <c>role-not-granted</c>.</summary>
    public string Code { get; } = JsonNamingPolicy.KebabCaseLower.ConvertName(Kind.ToString());

    public static Refusal Of(TokenProblem problem) => new(
        problem.Reason switch
        {
            TokenProblemReason.IssuerUnavailable => RefusalKind.IssuerUnavailable,
            TokenProblemReason.Expired => RefusalKind.ExpiredToken,
            TokenProblemReason.Revoked => RefusalKind.Revoked,
            TokenProblemReason.RevocationsUnknown => RefusalKind.RevocationsUnknown,
            _ => RefusalKind.InvalidToken,
        },
        problem.Message);

    public static Refusal Of(RoleRefusal refusal) => new(
        refusal.Reason switch
        {
            RoleRefusalReason.Unspecified => RefusalKind.RoleUnspecified,
            RoleRefusalReason.Ambiguous => RefusalKind.RoleAmbiguous,
            RoleRefusalReason.NotGranted => RefusalKind.RoleNotGranted,
            RoleRefusalReason.Denied => RefusalKind.Denied,
            RoleRefusalReason.StepUp => RefusalKind.StepUpRequired,
            RoleRefusalReason.Unusable => RefusalKind.RoleUnusable,
            RoleRefusalReason.ModeNotPermitted => RefusalKind.ModeNotPermitted,
            _ => throw new ArgumentOutOfRangeException(nameof(refusal)),
        },
        refusal.Message,
        refusal.StepUp);

    public static Refusal Of(AssumeFailure failure) => new(
        failure.Reason switch
        {
            AssumeFailureReason.Refused => RefusalKind.StsRefused,
            AssumeFailureReason.Throttled => RefusalKind.StsThrottled,
            AssumeFailureReason.OverLimit => RefusalKind.TooManyRequests,
            AssumeFailureReason.Unavailable => RefusalKind.StsUnavailable,
            AssumeFailureReason.NoBaseCredentials => RefusalKind.NoBaseCredentials,
            _ => throw new ArgumentOutOfRangeException(nameof(failure)),
        },
        failure.Message);
}
