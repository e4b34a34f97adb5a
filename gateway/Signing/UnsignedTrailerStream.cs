namespace Gateway.Signing;

/// <summary>STREAMING-UNSIGNED-PAYLOAD-TRAILER: the bytes pass as they came, data at once, and the final chunk only when framing, length and trailers are right.</summary>
/// <param name="inner">The body as the client sends it.</param>
/// <param name="options">What the request's headers say of the body.</param>
internal sealed class UnsignedTrailerStream(Stream inner, AwsChunkedOptions options) : AwsChunkedStream(inner, options, null);
