using Gateway.Sandbox.Aws.Verification;

namespace Gateway.Sandbox.Aws;

/// <summary>
/// AWS's codes for calls that do not verify: https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html,
/// https://docs.aws.amazon.com/STS/latest/APIReference/CommonErrors.html and DynamoDB's page of common errors.
/// </summary>
internal static class ErrorCodes
{
    public static (int Status, string Code) For(VerificationFault fault, Dialect dialect) => dialect switch
    {
        Dialect.S3 => S3(fault),
        Dialect.Query => Query(fault),
        _ => Json(fault),
    };

    private static (int Status, string Code) S3(VerificationFault fault) => fault switch
    {
        VerificationFault.MalformedAuthorization or VerificationFault.WrongScope => (400, "AuthorizationHeaderMalformed"),
        VerificationFault.MalformedPresignedQuery => (400, "AuthorizationQueryParametersError"),
        VerificationFault.UnknownAccessKey => (403, "InvalidAccessKeyId"),
        VerificationFault.InvalidToken => (400, "InvalidToken"),
        VerificationFault.ExpiredToken => (400, "ExpiredToken"),
        VerificationFault.SignatureMismatch => (403, "SignatureDoesNotMatch"),
        VerificationFault.TimeSkewed => (403, "RequestTimeTooSkewed"),
        VerificationFault.UnknownPayloadKind => (400, "InvalidRequest"),
        VerificationFault.PayloadMismatch => (400, "XAmzContentSHA256Mismatch"),
        VerificationFault.ChecksumMismatch => (400, "BadDigest"),
        VerificationFault.DecodedLengthMismatch or VerificationFault.MalformedChunk => (400, "IncompleteBody"),
        VerificationFault.ChunkTooSmall => (403, "InvalidChunkSizeError"),
        VerificationFault.MalformedTrailer => (400, "MalformedTrailerError"),
        _ => (403, "AccessDenied"),
    };

    private static (int Status, string Code) Query(VerificationFault fault) => fault switch
    {
        VerificationFault.MissingAuthentication => (403, "MissingAuthenticationToken"),
        VerificationFault.MalformedAuthorization or VerificationFault.MalformedPresignedQuery => (400, "IncompleteSignature"),
        VerificationFault.UnknownAccessKey or VerificationFault.InvalidToken => (403, "InvalidClientTokenId"),
        VerificationFault.ExpiredToken => (403, "ExpiredToken"),
        VerificationFault.TimeSkewed or VerificationFault.PresignedUrlExpired => (403, "RequestExpired"),
        _ => (403, "SignatureDoesNotMatch"),
    };

    private static (int Status, string Code) Json(VerificationFault fault) => fault switch
    {
        VerificationFault.MissingAuthentication => (400, "MissingAuthenticationTokenException"),
        VerificationFault.MalformedAuthorization or VerificationFault.MalformedPresignedQuery => (400, "IncompleteSignatureException"),
        VerificationFault.UnknownAccessKey or VerificationFault.InvalidToken => (400, "UnrecognizedClientException"),
        VerificationFault.ExpiredToken => (400, "ExpiredTokenException"),
        _ => (400, "InvalidSignatureException"),
    };
}
