using System.Text.Json;
using Gateway.Assuming;
using Gateway.Auditing;
using Gateway.Forwarding.Bodies;
using Gateway.Identity;
using Gateway.Policies;
using Gateway.Signing;

namespace Gateway.Forwarding.Errors;

/// <summary>Why a call is not forwarded, before it is put into the words of the client's protocol.</summary>
internal sealed record ForwardError(ForwardFault Fault, string Message)
{
    /// <summary>Nothing is sent that could not be recorded.</summary>
    public static readonly ForwardError AuditUnavailable = new(ForwardFault.Unavailable, AuditUnavailableException.Words) { Reason = AuditUnavailableException.Reason };

    /// <summary>The fault of the signature, where that is the reason.</summary>
    public SigV4Error? Signature { get; private init; }

    /// <summary>The fault of the body, where that is the reason.</summary>
    public PayloadRejectedException? Payload { get; private init; }

    /// <summary>The login that would help.</summary>
    public StepUp? StepUp { get; private init; }

    /// <summary>How the call ends with it.</summary>
    public CallEnding Ending { get; init; }

    /// <summary>Whether the client's connection broke off, so that neither is an answer sent on it nor the rest of a body read.</summary>
    public bool IsClientGone { get; init; }

    /// <summary>Whether what follows on the connection must not be read.</summary>
    public bool EndsConnection { get; init; }

    /// <summary>Whether it is of a caller over its limit or revoked, whose refusals are recorded among those of strangers: so they cannot have all others refused.</summary>
    public bool TakesNoPlace { get; init; }

    /// <summary>The stable word for audit records.</summary>
    public string Reason { get; init; } = JsonNamingPolicy.KebabCaseLower.ConvertName(Fault.ToString());

    /// <summary>Of a call that was ended on the way, by its client or by the clock.</summary>
    /// <remarks>What took too long is no error that an SDK tries again by itself: it would take as long again.</remarks>
    public static ForwardError Ended(ForwardCall call) => call.Deadline is { IsOver: true }
        ? new(ForwardFault.InvalidRequest, "The call took longer than this gateway lets one take (Gateway:Limits:LongestCall). Send a large object in parts.")
        {
            Reason = "call-too-long",
            Ending = CallEnding.BrokenOff,
            EndsConnection = true,
        }
        : new(ForwardFault.Unavailable, "The client went away.") { Reason = "client-gone", Ending = CallEnding.Aborted };

    public static ForwardError Of(SigV4Error error) => new(ForwardFault.Signature, error.Message)
    {
        Signature = error,
        Reason = "signature-" + JsonNamingPolicy.KebabCaseLower.ConvertName(error.Fault.ToString()),
    };

    public static ForwardError Of(PayloadRejectedException rejected) => new(ForwardFault.Payload, rejected.Message)
    {
        Payload = rejected,
        Reason = "payload-" + JsonNamingPolicy.KebabCaseLower.ConvertName(rejected.Code),
    };

    public static ForwardError Of(NoRoomException none) => new(ForwardFault.Throttled, none.Message) { Reason = none.Reason, EndsConnection = true };

    public static ForwardError Of(TokenProblem problem) => new(
        problem.Reason switch
        {
            TokenProblemReason.Expired or TokenProblemReason.Revoked => ForwardFault.ExpiredToken,
            TokenProblemReason.IssuerUnavailable => ForwardFault.IssuerUnavailable,
            TokenProblemReason.RevocationsUnknown => ForwardFault.Unavailable,
            _ => ForwardFault.InvalidToken,
        },
        problem.Message)
    {
        Reason = "token-" + JsonNamingPolicy.KebabCaseLower.ConvertName(problem.Reason.ToString()),
    };

    public static ForwardError Of(RoleRefusal refusal) => new(
        refusal.Reason switch
        {
            RoleRefusalReason.StepUp => ForwardFault.StepUpRequired,
            RoleRefusalReason.Ambiguous or RoleRefusalReason.Unspecified => ForwardFault.InvalidRequest,
            _ => ForwardFault.AccessDenied,
        },
        refusal.Message)
    {
        StepUp = refusal.StepUp,
        Reason = "role-" + JsonNamingPolicy.KebabCaseLower.ConvertName(refusal.Reason.ToString()),
    };

    public static ForwardError Of(AssumeFailure failure) => new(
        failure.Reason switch
        {
            AssumeFailureReason.Refused => ForwardFault.AccessDenied,
            AssumeFailureReason.Throttled or AssumeFailureReason.OverLimit => ForwardFault.Throttled,
            _ => ForwardFault.Unavailable,
        },
        failure.Message)
    {
        Reason = failure.Reason == AssumeFailureReason.OverLimit ? "throttled" : "sts-" + JsonNamingPolicy.KebabCaseLower.ConvertName(failure.Reason.ToString()),
    };
}
