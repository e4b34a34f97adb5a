namespace Gateway.Policies.Explaining;

/// <summary>Why one grant gives a caller what it gives, denials left aside.</summary>
internal sealed record GrantExplanation
{
    public required Grant Grant { get; init; }

    /// <summary>The role as the policy file names it, captures not filled in.</summary>
    public required string RoleArn { get; init; }

    public required GrantOutcome Outcome { get; init; }

    /// <summary>All conditions, in the order of the file.</summary>
    public required IReadOnlyList<ConditionExplanation> Conditions { get; init; }

    /// <summary>The roles that it gives, as far as they were asked for, and what STS would be sent for each.</summary>
    public required IReadOnlyList<GrantedRole> Roles { get; init; }

    public required IReadOnlyList<StepUp> StepUps { get; init; }

    public required IReadOnlyList<UnusableGrant> Unusable { get; init; }
}
