namespace Gateway.Policies;

/// <summary>The kinds of refusal; their names stand in audit records and metrics.</summary>
internal enum RoleRefusalReason
{
    /// <summary>No role was named, and there are several to choose from.</summary>
    Unspecified,

    /// <summary>No grant gives the named role to the caller, be it unknown or another's; or none was named, and no grant gives one.</summary>
    NotGranted,

    /// <summary>What was named, an ARN or a grant with captures, stands for several roles of the caller.</summary>
    Ambiguous,

    /// <summary>A denial of the policy file matches the caller.</summary>
    Denied,

    /// <summary>The role wants a stronger or fresher login (RFC 9470).</summary>
    StepUp,

    /// <summary>The grant matches but cannot be used, as when a claim for a tag is missing.</summary>
    Unusable,

    /// <summary>The grant does not permit the mode asked for.</summary>
    ModeNotPermitted,
}
