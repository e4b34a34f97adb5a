namespace Gateway.Policies.Conditions;

/// <summary>What a rule is found by without looking at it.</summary>
/// <param name="Source">Where the caller's values come from: a set of names, or one claim.</param>
/// <param name="Text">A value, or the literal beginning of one.</param>
/// <param name="Prefix">Whether <paramref name="Text"/> is a beginning.</param>
internal sealed record IndexKey(IndexSource Source, string Text, bool Prefix = false);
