namespace Gateway.Sandbox.Aws.Verification;

/// <summary>What a request says about its own signature, before anything of it is believed.</summary>
internal sealed record SignatureClaim
{
    public required string AccessKeyId { get; init; }

    /// <summary>The scope's date, <c>yyyyMMdd</c>.</summary>
    public required string Date { get; init; }

    public required string Region { get; init; }

    /// <summary>The scope's service: the signing name.</summary>
    public required string Service { get; init; }

    /// <summary>In lower case, sorted, each once.</summary>
    public required IReadOnlyList<string> SignedHeaders { get; init; }

    /// <summary>64 lower-case hexadecimal digits.</summary>
    public required string Signature { get; init; }

    /// <summary><c>X-Amz-Date</c> as sent, <c>yyyyMMddTHHmmssZ</c>.</summary>
    public required string Timestamp { get; init; }

    public required DateTimeOffset Time { get; init; }

    /// <summary>How long a presigned URL is good for; null for a signature in the header.</summary>
    public TimeSpan? PresignedFor { get; init; }

    public string? SecurityToken { get; init; }

    public string Scope => $"{Date}/{Region}/{Service}/aws4_request";

    public bool EncodesPathOnce => Service is "s3" or "s3-outposts" or "s3express" or "s3-object-lambda";
}
