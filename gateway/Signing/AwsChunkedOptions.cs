namespace Gateway.Signing;

/// <summary>What the request's headers say of an aws-chunked body, and how much of it may be held.</summary>
internal sealed class AwsChunkedOptions
{
    /// <summary>Bytes of data in the largest signed chunk that is taken, since it is held whole until its signature is verified. Default: 4 MiB.</summary>
    public const int DefaultMaxChunk = 4 * 1024 * 1024;

    /// <summary>x-amz-decoded-content-length: bytes of data in all chunks together.</summary>
    public required long DecodedLength { get; init; }

    /// <summary>The names in x-amz-trailer, lower case; empty where there is no trailer.</summary>
    public IReadOnlyList<string> TrailerNames { get; init; } = [];

    /// <summary>Bytes of data in one signed chunk, 8 KiB to 64 MiB. Default: <see cref="DefaultMaxChunk"/>.</summary>
    public int MaxChunk { get; init; } = DefaultMaxChunk;
}
