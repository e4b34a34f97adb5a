namespace Gateway.Signing;

/// <summary>What x-amz-content-sha256 says about the body.</summary>
/// <remarks>https://docs.aws.amazon.com/AmazonS3/latest/API/sig-v4-header-based-auth.html</remarks>
internal enum PayloadKind
{
    /// <summary>No such header.</summary>
    Undeclared,

    /// <summary>64 lower-case hex digits: the SHA-256 of the body.</summary>
    Hashed,

    /// <summary>UNSIGNED-PAYLOAD</summary>
    Unsigned,

    /// <summary>STREAMING-UNSIGNED-PAYLOAD-TRAILER</summary>
    StreamingUnsignedTrailer,

    /// <summary>STREAMING-AWS4-HMAC-SHA256-PAYLOAD</summary>
    StreamingSigned,

    /// <summary>STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER</summary>
    StreamingSignedTrailer,

    /// <summary>STREAMING-AWS4-HMAC-SHA256-EVENTS: event streams towards AWS.</summary>
    StreamingEvents,

    /// <summary>STREAMING-AWS4-ECDSA-P256-SHA256-PAYLOAD(-TRAILER): SigV4a.</summary>
    StreamingSigV4a,

    /// <summary>Anything else.</summary>
    Invalid,
}
