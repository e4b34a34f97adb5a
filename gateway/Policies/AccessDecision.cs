namespace Gateway.Policies;

/// <summary>What the policy says of one caller at one moment.</summary>
internal sealed record AccessDecision
{
    /// <summary>The id of the first denial that matched; then there are no roles.</summary>
    public string? Denial { get; init; }

    /// <summary>The roles that the caller may use, sorted by id.</summary>
    public required IReadOnlyList<GrantedRole> Roles { get; init; }

    /// <summary>Grants that only a stronger or fresher login stands in the way of.</summary>
    public required IReadOnlyList<StepUp> StepUps { get; init; }

    /// <summary>Grants that match, yet whose role cannot be taken: a claim that a tag needs is missing, a value is outside STS's pattern.</summary>
    public required IReadOnlyList<UnusableGrant> Unusable { get; init; }
}
