using System.Collections.Frozen;
using Gateway.Identity;

namespace Gateway.Policies.Conditions;

/// <summary><c>issuers</c>: the token is from one of these issuers, letter by letter.</summary>
internal sealed class IssuerCondition(IReadOnlyList<string> issuers) : Condition
{
    private readonly FrozenSet<string> issuers = issuers.ToFrozenSet(StringComparer.Ordinal);

    public override string Key => "issuers";

    public override bool IsSteady => true;

    public override IReadOnlyList<string> Wanted { get; } = issuers;

    public override bool Holds(Caller caller, in AccessContext context) => issuers.Contains(caller.Issuer);

    public override IReadOnlyList<string> Found(Caller caller, in AccessContext context) => [caller.Issuer];
}
