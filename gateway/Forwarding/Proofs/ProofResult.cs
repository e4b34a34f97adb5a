using System.Diagnostics.CodeAnalysis;
using Gateway.Forwarding.Errors;

namespace Gateway.Forwarding.Proofs;

/// <summary>A proof that was read, or why there is none.</summary>
internal readonly record struct ProofResult
{
    private ProofResult(ForwardProof? proof, ForwardError? error)
    {
        Proof = proof;
        Error = error;
    }

    public ForwardProof? Proof { get; }

    public ForwardError? Error { get; }

    [MemberNotNullWhen(true, nameof(Proof))]
    [MemberNotNullWhen(false, nameof(Error))]
    public bool IsRead => Proof is not null;

    public static implicit operator ProofResult(ForwardProof proof) => new(proof, null);

    public static implicit operator ProofResult(ForwardError error) => new(null, error);

    public static ProofResult Fail(ForwardFault fault, string message) => new ForwardError(fault, message);
}
