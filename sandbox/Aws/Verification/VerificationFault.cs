namespace Gateway.Sandbox.Aws.Verification;

/// <summary>What can be wrong with the proof or the payload of a call.</summary>
internal enum VerificationFault
{
    MissingAuthentication,
    MalformedAuthorization,
    MalformedPresignedQuery,
    UnknownAccessKey,
    InvalidToken,
    ExpiredToken,
    SignatureMismatch,
    TimeSkewed,
    PresignedUrlExpired,
    UnsignedHeader,
    WrongScope,
    UnknownPayloadKind,
    PayloadMismatch,
    ChecksumMismatch,
    DecodedLengthMismatch,
    MalformedChunk,
    ChunkTooSmall,
    MalformedTrailer,
}
