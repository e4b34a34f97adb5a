namespace Gateway.Sandbox.Aws.Payloads;

/// <summary>What x-amz-content-sha256 says of an S3 body.</summary>
/// <param name="Sha256">The declared hash, 64 lower-case hexadecimal digits; null where none is declared.</param>
/// <param name="Chunked">Whether the body is in aws-chunked framing.</param>
/// <param name="SignedChunks">Whether each chunk (and the trailer) is signed.</param>
/// <param name="Trailer">Whether trailers follow the last chunk.</param>
internal readonly record struct PayloadKind(string? Sha256, bool Chunked, bool SignedChunks, bool Trailer)
{
    public const string Unsigned = "UNSIGNED-PAYLOAD";

    /// <summary>Reads the header's value; null if it is none that S3 knows.</summary>
    public static PayloadKind? Parse(string value) => value switch
    {
        Unsigned => new PayloadKind(null, Chunked: false, SignedChunks: false, Trailer: false),
        "STREAMING-UNSIGNED-PAYLOAD-TRAILER" => new PayloadKind(null, Chunked: true, SignedChunks: false, Trailer: true),
        "STREAMING-AWS4-HMAC-SHA256-PAYLOAD" => new PayloadKind(null, Chunked: true, SignedChunks: true, Trailer: false),
        "STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER" => new PayloadKind(null, Chunked: true, SignedChunks: true, Trailer: true),
        { Length: 64 } when value.All(char.IsAsciiHexDigitLower) => new PayloadKind(value, Chunked: false, SignedChunks: false, Trailer: false),
        _ => null,
    };
}
