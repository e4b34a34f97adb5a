namespace Gateway.Policies.Conditions;

/// <summary>A part of the caller that rules are indexed by.</summary>
/// <param name="Names">A set of names; null where it is a claim.</param>
/// <param name="Pointer">A claim; null where it is a set of names.</param>
internal sealed record IndexSource(NameKind? Names, ClaimPointer? Pointer);
