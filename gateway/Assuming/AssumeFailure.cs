namespace Gateway.Assuming;

/// <summary>Why a role was not assumed.</summary>
/// <param name="Reason">For programs, metrics and the audit record.</param>
/// <param name="Message">For the caller: what went wrong and who can mend it. What STS said in full is logged.</param>
internal sealed record AssumeFailure(AssumeFailureReason Reason, string Message);
