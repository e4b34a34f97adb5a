using System.Diagnostics.CodeAnalysis;
using Gateway.Identity;
using Gateway.Limits;

namespace Gateway.Issuing;

/// <summary>Whether a caller was let in, and what it has under way until this is disposed of.</summary>
internal readonly struct Admitted : IDisposable
{
    private readonly CallerBudget? budget;

    public Admitted(Caller caller, CallerBudget budget) => (Caller, this.budget) = (caller, budget);

    /// <summary>Not let in; what the refusal takes, such as the end of a session at the issuer, is under way for the caller as well.</summary>
    public Admitted(Refusal refusal, CallerBudget? budget = null) => (Refusal, this.budget) = (refusal, budget);

    public Caller? Caller { get; }

    public Refusal? Refusal { get; }

    [MemberNotNullWhen(true, nameof(Caller))]
    [MemberNotNullWhen(false, nameof(Refusal))]
    public bool IsIn => Caller is not null;

    public static implicit operator Admitted(Refusal refusal) => new(refusal);

    public void Dispose() => budget?.Leave();
}
