namespace Gateway.Policies.Explaining;

/// <summary>One condition of a <c>when</c>, and whether the caller meets it.</summary>
/// <param name="Key">As in the policy file; for claims with the pointer, as <c>claims./email</c>.</param>
/// <param name="Holds">Whether it is met.</param>
/// <param name="Wanted">What the policy asks for; any one will do.</param>
/// <param name="Found">What the caller brings; empty where it brings nothing.</param>
internal sealed record ConditionExplanation(string Key, bool Holds, IReadOnlyList<string> Wanted, IReadOnlyList<string> Found);
