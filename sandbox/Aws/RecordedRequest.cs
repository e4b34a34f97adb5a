using Gateway.Sandbox.Aws.Sts;
using Gateway.Sandbox.Aws.Verification;

namespace Gateway.Sandbox.Aws;

/// <summary>One request as it reached the stand-in, and what became of it.</summary>
internal sealed record RecordedRequest
{
    /// <summary>What the answer's x-amz-request-id (or x-amzn-RequestId) says.</summary>
    public required string RequestId { get; init; }

    public required DateTimeOffset Time { get; init; }

    /// <summary>Method, raw target and raw headers.</summary>
    public required RawRequest Request { get; init; }

    /// <summary>The signing name in the credential scope; empty without a signature.</summary>
    public string Service { get; init; } = "";

    public string Region { get; init; } = "";

    /// <summary>The operation as far as the service knows it.</summary>
    public string Operation { get; init; } = "";

    public string AccessKeyId { get; init; } = "";

    /// <summary>The session whose credentials signed; null for the base credentials and for calls that did not verify.</summary>
    public AssumedSession? Session { get; init; }

    /// <summary>Bytes of the body, without aws-chunked framing.</summary>
    public long BodyLength { get; init; }

    /// <summary>SHA-256 of the body, without aws-chunked framing.</summary>
    public string BodySha256 { get; init; } = StringToSign.EmptyHash;

    /// <summary>The body, where the service is neither S3 nor known to take large ones.</summary>
    public ReadOnlyMemory<byte> Body { get; init; }

    /// <summary>The answer's status; 0 if the connection was reset instead.</summary>
    public int Status { get; init; }
}
