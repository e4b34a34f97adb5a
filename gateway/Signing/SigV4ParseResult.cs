using System.Diagnostics.CodeAnalysis;

namespace Gateway.Signing;

/// <summary>Either a signature of right form or the reason why there is none.</summary>
internal readonly struct SigV4ParseResult
{
    private SigV4ParseResult(SigV4Signature? signature, SigV4Error? error)
    {
        Signature = signature;
        Error = error;
    }

    public SigV4Signature? Signature { get; }

    public SigV4Error? Error { get; }

    [MemberNotNullWhen(true, nameof(Signature))]
    [MemberNotNullWhen(false, nameof(Error))]
    public bool IsParsed => Signature is not null;

    public static implicit operator SigV4ParseResult(SigV4Signature signature) => new(signature, null);

    public static implicit operator SigV4ParseResult(SigV4Error error) => new(null, error);
}
