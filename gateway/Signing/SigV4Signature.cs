namespace Gateway.Signing;

/// <summary>A signature as the client wrote it: parsed, its form checked, nothing verified yet.</summary>
internal sealed class SigV4Signature
{
    /// <summary>Who claims to have signed. It may hold '/' and ':' (a role ARN).</summary>
    public required string AccessKeyId { get; init; }

    public required CredentialScope Scope { get; init; }

    /// <summary>The names between ';' as the client listed them: lower case, each once, the host among them.</summary>
    public required ReadOnlyMemory<char> SignedHeaders { get; init; }

    /// <summary>64 lower-case hex digits.</summary>
    public required ReadOnlyMemory<char> Signature { get; init; }

    /// <summary>When the client says that it signed.</summary>
    public required DateTimeOffset Timestamp { get; init; }

    /// <summary><see cref="Timestamp"/> as the string to sign has it: yyyyMMddTHHmmssZ.</summary>
    public required string TimestampText { get; init; }

    /// <summary>The signature stands in the query.</summary>
    public bool IsPresigned { get; init; }

    /// <summary>How long a presigned request holds: 1 second to 7 days. Not set for a signature in the header.</summary>
    public TimeSpan? Expires { get; init; }

    /// <summary>The session token, from the header or from the query. A secret.</summary>
    public string? SecurityToken { get; init; }

    /// <summary>x-amz-content-sha256, from the header or from the query; null where the client sent none.</summary>
    public string? DeclaredPayloadHash { get; init; }

    /// <summary>Whether the header is among the signed ones.</summary>
    public bool Signs(ReadOnlySpan<char> headerName) => SignedHeaderNames.Contains(SignedHeaders.Span, headerName);

    /// <summary>Where the chain of the client's chunk signatures begins.</summary>
    public ChunkSeed ChunkSeed(SigningKey key) => new(key, TimestampText, Scope, Signature);

    public override string ToString() => $"{AccessKeyId} {Scope}";
}
