namespace Gateway.Signing;

/// <summary>The values that x-amz-content-sha256 and the last line of a canonical request can have.</summary>
internal static class PayloadHash
{
    public const string HeaderName = "x-amz-content-sha256";

    /// <summary>The SHA-256 of nothing.</summary>
    public const string Empty = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

    public const string Unsigned = "UNSIGNED-PAYLOAD";

    public const string StreamingUnsignedTrailer = "STREAMING-UNSIGNED-PAYLOAD-TRAILER";

    public const string StreamingSigned = "STREAMING-AWS4-HMAC-SHA256-PAYLOAD";

    public const string StreamingSignedTrailer = "STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER";

    public const string StreamingEvents = "STREAMING-AWS4-HMAC-SHA256-EVENTS";

    public const string StreamingSigV4a = "STREAMING-AWS4-ECDSA-P256-SHA256-PAYLOAD";

    public const string StreamingSigV4aTrailer = "STREAMING-AWS4-ECDSA-P256-SHA256-PAYLOAD-TRAILER";

    /// <summary>What a declared value means; null stands for a header that is not there.</summary>
    public static PayloadKind Parse(string? declared) => declared switch
    {
        null => PayloadKind.Undeclared,
        Unsigned => PayloadKind.Unsigned,
        StreamingUnsignedTrailer => PayloadKind.StreamingUnsignedTrailer,
        StreamingSigned => PayloadKind.StreamingSigned,
        StreamingSignedTrailer => PayloadKind.StreamingSignedTrailer,
        StreamingEvents => PayloadKind.StreamingEvents,
        StreamingSigV4a or StreamingSigV4aTrailer => PayloadKind.StreamingSigV4a,
        _ when HexDigits.IsSha256(declared) => PayloadKind.Hashed,
        _ => PayloadKind.Invalid,
    };
}
