namespace Gateway.Signing;

/// <summary>Either a signature of right form or the reason why there is none.</summary>
internal readonly struct SigV4ParseResult
{
    private SigV4ParseResult(SigV4Signature? signature, SigV4Error? error)
    {
        Signature = signature;
        Error = error;
    }

    /// <summary>Null where there is an <see cref="Error"/>.</summary>
    public SigV4Signature? Signature { get; }

    /// <summary>Null where there is a <see cref="Signature"/>.</summary>
    public SigV4Error? Error { get; }

    public static implicit operator SigV4ParseResult(SigV4Signature signature) => new(signature, null);

    public static implicit operator SigV4ParseResult(SigV4Error error) => new(null, error);
}
