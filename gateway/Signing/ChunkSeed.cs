namespace Gateway.Signing;

/// <summary>Where a chain of chunk signatures begins: the request's own signature, and what it was made with.</summary>
/// <remarks>https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-streaming.html</remarks>
internal readonly record struct ChunkSeed(SigningKey Key, string Timestamp, CredentialScope Scope, ReadOnlyMemory<char> Signature);
