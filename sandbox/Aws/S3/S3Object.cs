namespace Gateway.Sandbox.Aws.S3;

/// <summary>One object. A large one is kept as length and hashes alone.</summary>
internal sealed record S3Object
{
    public required string Key { get; init; }

    public required long Length { get; init; }

    /// <summary>SHA-256 of the bytes, in lower-case hexadecimal.</summary>
    public required string Sha256 { get; init; }

    /// <summary>Without quotes.</summary>
    public required string ETag { get; init; }

    /// <summary>The bytes; null if they were too many to keep.</summary>
    public byte[]? Content { get; init; }

    public required DateTimeOffset Modified { get; init; }

    /// <summary>Content-Type, Content-Encoding, x-amz-meta-* and their like, in lower case.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);
}
