using Gateway.Identity;

namespace Gateway.Forwarding.Proofs;

/// <summary>Who makes the call and how that is shown. Where the call is signed, nothing is proven until the signature is verified with the secret.</summary>
internal sealed record ForwardProof
{
    public required Caller Caller { get; init; }

    /// <summary>When the credentials or the token end.</summary>
    public required DateTimeOffset Expires { get; init; }

    /// <summary>The role that is meant: an id or an ARN; null where a Bearer call names none.</summary>
    public string? Role { get; init; }

    /// <summary>A session policy that the caller gave the session when it was minted.</summary>
    public string? SessionPolicy { get; init; }

    /// <summary>What the request is signed with; null for a Bearer token.</summary>
    public string? Secret { get; init; }

    public override string ToString() => $"{Caller.Subject} as {Role}";
}
