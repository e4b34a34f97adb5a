namespace Gateway.Signing;

/// <summary>
/// STREAMING-AWS4-HMAC-SHA256-PAYLOAD(-TRAILER): each chunk is held whole, verified by the client's chain of signatures, and sent on signed by ours, in the
/// same number of bytes.
/// </summary>
/// <param name="inner">The body as the client sends it.</param>
/// <param name="client">Where the client's chain begins.</param>
/// <param name="upstream">Where ours begins.</param>
/// <param name="options">What the request's headers say of the body.</param>
internal sealed class ChunkResigningStream(Stream inner, ChunkSeed client, ChunkSeed upstream, AwsChunkedOptions options)
    : AwsChunkedStream(inner, options, new ChunkResigner(client, upstream));
