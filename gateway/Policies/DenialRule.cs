using Gateway.Policies.Conditions;

namespace Gateway.Policies;

/// <summary>A denial: whom it matches gets nothing.</summary>
internal sealed record DenialRule(string Id, string? Description, ConditionSet When);
