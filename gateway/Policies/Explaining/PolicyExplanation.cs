namespace Gateway.Policies.Explaining;

/// <summary>Why a policy gives one caller at one moment what it gives: what <c>gateway policy explain</c> and the portal show.</summary>
internal sealed record PolicyExplanation
{
    /// <summary>See <see cref="PolicySnapshot.Version"/>.</summary>
    public required string PolicyVersion { get; init; }

    /// <summary>The denial that applies; then no grant counts.</summary>
    public required string? Denial { get; init; }

    /// <summary>All denials, sorted by id.</summary>
    public required IReadOnlyList<DenialExplanation> Denials { get; init; }

    /// <summary>All grants that were asked for, sorted by id.</summary>
    public required IReadOnlyList<GrantExplanation> Grants { get; init; }
}
