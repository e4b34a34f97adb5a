namespace Gateway.Signing;

/// <summary>The headers to set on the request that was signed; each replaces what the request had under that name.</summary>
internal sealed class SignedRequestHeaders
{
    public required string Authorization { get; init; }

    public required string XAmzDate { get; init; }

    /// <summary>Null: send none.</summary>
    public string? XAmzSecurityToken { get; init; }

    /// <summary>Null: send none.</summary>
    public string? XAmzContentSha256 { get; init; }

    public required SigningKey Key { get; init; }

    public required CredentialScope Scope { get; init; }

    /// <summary>Where the chain of chunk signatures begins, for bodies that are signed chunk by chunk: the signature ends the Authorization header.</summary>
    public ChunkSeed ChunkSeed => new(Key, XAmzDate, Scope, Authorization.AsMemory(Authorization.Length - ChunkSignatureChain.SignatureLength));
}
