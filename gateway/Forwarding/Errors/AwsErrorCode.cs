using Gateway.Forwarding.Operations;
using Gateway.Signing;

namespace Gateway.Forwarding.Errors;

/// <summary>Status and code that AWS itself would give, so that SDKs raise their usual exceptions, refresh, back off or retry.</summary>
internal readonly record struct AwsErrorCode(int Status, string Code)
{
    public static AwsErrorCode Of(ForwardError error, AwsProtocol protocol, bool isS3)
    {
        var dialect = protocol switch
        {
            _ when isS3 => SigV4Dialect.S3,
            AwsProtocol.Query or AwsProtocol.Ec2Query or AwsProtocol.RestXml => SigV4Dialect.Query,
            AwsProtocol.RestJson => SigV4Dialect.RestJson,
            _ => SigV4Dialect.Json,
        };
        if (error.Signature is { } signature)
        {
            return new(signature.StatusFor(dialect), signature.CodeFor(dialect));
        }

        if (error.Payload is { } payload)
        {
            return new(payload.Status, payload.Code);
        }

        return dialect switch
        {
            SigV4Dialect.S3 => S3(error.Fault),
            SigV4Dialect.Query => Query(error.Fault, protocol),
            // JSON services give 400 with these codes; REST-JSON ones the status itself.
            _ => Json(error.Fault, denied: protocol == AwsProtocol.RestJson ? 403 : 400),
        };
    }

    // https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html
    private static AwsErrorCode S3(ForwardFault fault) => fault switch
    {
        ForwardFault.MissingToken or ForwardFault.AccessDenied or ForwardFault.StepUpRequired or ForwardFault.Vending => new(403, "AccessDenied"),
        ForwardFault.InvalidToken => new(400, "InvalidToken"),
        ForwardFault.UnknownAccessKey => new(403, "InvalidAccessKeyId"),
        ForwardFault.ExpiredToken => new(400, "ExpiredToken"),
        ForwardFault.InvalidRequest or ForwardFault.UnknownEndpoint => new(400, "InvalidRequest"),
        ForwardFault.NotSupported => new(501, "NotImplemented"),
        ForwardFault.BodyTooLarge => new(413, "EntityTooLarge"),
        ForwardFault.Throttled => new(503, "SlowDown"),
        ForwardFault.Internal => new(500, "InternalError"),
        _ => new(503, "ServiceUnavailable"),
    };

    // https://docs.aws.amazon.com/STS/latest/APIReference/CommonErrors.html
    private static AwsErrorCode Query(ForwardFault fault, AwsProtocol protocol) => fault switch
    {
        ForwardFault.MissingToken => new(403, "MissingAuthenticationToken"),
        ForwardFault.AccessDenied or ForwardFault.StepUpRequired or ForwardFault.Vending =>
            protocol == AwsProtocol.Ec2Query ? new(403, "UnauthorizedOperation") : new(403, "AccessDenied"),
        ForwardFault.InvalidToken or ForwardFault.UnknownAccessKey => new(403, "InvalidClientTokenId"),
        ForwardFault.ExpiredToken => protocol == AwsProtocol.Ec2Query ? new(403, "RequestExpired") : new(403, "ExpiredToken"),
        ForwardFault.InvalidRequest or ForwardFault.UnknownEndpoint => new(400, "ValidationError"),
        ForwardFault.NotSupported => new(501, "NotImplemented"),
        ForwardFault.BodyTooLarge => new(413, "RequestEntityTooLarge"),
        ForwardFault.Throttled => new(400, "Throttling"),
        ForwardFault.Internal => new(500, "InternalFailure"),
        _ => new(503, "ServiceUnavailable"),
    };

    // https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/CommonErrors.html
    private static AwsErrorCode Json(ForwardFault fault, int denied) => fault switch
    {
        ForwardFault.MissingToken => new(denied, "MissingAuthenticationTokenException"),
        ForwardFault.AccessDenied or ForwardFault.StepUpRequired or ForwardFault.Vending => new(denied, "AccessDeniedException"),
        ForwardFault.InvalidToken or ForwardFault.UnknownAccessKey => new(denied, "UnrecognizedClientException"),
        ForwardFault.ExpiredToken => new(denied, "ExpiredTokenException"),
        ForwardFault.InvalidRequest or ForwardFault.UnknownEndpoint => new(400, "ValidationException"),
        ForwardFault.NotSupported => new(501, "UnsupportedOperationException"),
        ForwardFault.BodyTooLarge => new(413, "RequestEntityTooLargeException"),
        ForwardFault.Throttled => new(denied == 403 ? 429 : 400, "ThrottlingException"),
        ForwardFault.Internal => new(500, "InternalFailure"),
        _ => new(503, "ServiceUnavailableException"),
    };
}
