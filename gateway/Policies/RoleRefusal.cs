namespace Gateway.Policies;

/// <summary>Why a role is refused.</summary>
/// <param name="Reason">For programs, metrics and the audit record.</param>
/// <param name="Message">For a person: what is wrong and what to do next. Tells nothing of grants that the caller does not have.</param>
/// <param name="StepUp">What login would help, where <paramref name="Reason"/> is <see cref="RoleRefusalReason.StepUp"/>.</param>
internal sealed record RoleRefusal(RoleRefusalReason Reason, string Message, StepUp? StepUp);
