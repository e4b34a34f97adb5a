using System.Diagnostics.CodeAnalysis;
using Gateway.Forwarding.Errors;
using Gateway.Signing;

namespace Gateway.Forwarding.Proofs;

/// <summary>A proof that was read, with the secret that its request must be signed with, or why there is none.</summary>
internal readonly record struct ProofResult
{
    private ProofResult(ForwardProof? proof, SigningSecret? secret, ForwardError? error)
    {
        Proof = proof;
        Secret = secret;
        Error = error;
    }

    public ForwardProof? Proof { get; }

    /// <summary>Null for a Bearer token.</summary>
    public SigningSecret? Secret { get; }

    public ForwardError? Error { get; }

    [MemberNotNullWhen(true, nameof(Proof))]
    [MemberNotNullWhen(false, nameof(Error))]
    public bool IsRead => Proof is not null;

    public static implicit operator ProofResult(ForwardError error) => new(null, null, error);

    public static ProofResult Of(ForwardProof proof, SigningSecret? secret) => new(proof, secret, null);

    public static ProofResult Fail(ForwardFault fault, string message) => new ForwardError(fault, message);
}
