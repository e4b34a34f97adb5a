using Gateway.Identity;

namespace Gateway.Policies.Conditions;

/// <summary><c>acr</c>: the login was of one of these authentication contexts; a stronger login mends it (RFC 9470).</summary>
internal sealed class AcrCondition(IReadOnlyList<string> values) : Condition
{
    public override string Key => "acr";

    public override bool IsSteady => true;

    public override IReadOnlyList<string> Wanted => values;

    public override bool Holds(Caller caller, in AccessContext context) =>
        caller.Acr is { } acr && values.Contains(acr, StringComparer.Ordinal);

    public override IReadOnlyList<string> Found(Caller caller, in AccessContext context) => caller.Acr is { } acr ? [acr] : [];
}
