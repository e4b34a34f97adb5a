using Gateway.Identity;

namespace Gateway.Policies.Conditions;

/// <summary>One key of a <c>when</c>. Immutable; a missing claim never matches.</summary>
internal abstract class Condition
{
    /// <summary>The key in the policy file; for claims with the pointer, as <c>claims./email</c>.</summary>
    public abstract string Key { get; }

    /// <summary>What the policy file asks for; any one will do.</summary>
    public abstract IReadOnlyList<string> Wanted { get; }

    /// <summary>Values of which a caller has at least one if the condition holds; empty where no such list can be named.</summary>
    public virtual IReadOnlyList<IndexKey> IndexKeys => [];

    /// <summary>Whether it looks at the caller alone: not at the address, nor at the time, which differ from call to call.</summary>
    public abstract bool IsSteady { get; }

    public abstract bool Holds(Caller caller, in AccessContext context);

    /// <summary>What the caller brings, for an explanation; empty where it brings nothing.</summary>
    public abstract IReadOnlyList<string> Found(Caller caller, in AccessContext context);
}
