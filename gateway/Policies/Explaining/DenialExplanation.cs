namespace Gateway.Policies.Explaining;

/// <summary>Whether one denial matches a caller, and why.</summary>
internal sealed record DenialExplanation(string Id, string? Description, bool Matches, IReadOnlyList<ConditionExplanation> Conditions);
