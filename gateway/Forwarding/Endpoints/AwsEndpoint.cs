namespace Gateway.Forwarding.Endpoints;

/// <summary>Where a request goes and how it is signed there.</summary>
internal sealed record AwsEndpoint
{
    public required AwsService Service { get; init; }

    /// <summary>The host name to connect to and to sign, prefix included: <c>my-bucket.s3.eu-west-1.amazonaws.com</c>.</summary>
    public required string Host { get; init; }

    /// <summary>The service name for the credential scope.</summary>
    public required string SigningName { get; init; }

    /// <summary>The region for the credential scope: of a global service, not the one that the client named.</summary>
    public required string SigningRegion { get; init; }

    /// <summary>The region that the request is for, which a grant's regions are compared with.</summary>
    public required string Region { get; init; }

    /// <summary><c>aws</c>, <c>aws-cn</c>, <c>aws-us-gov</c>, …</summary>
    public required string Partition { get; init; }

    /// <summary>What stands before the service's own host name, without the dot or dash that ends it: a bucket, an account id, <c>data</c>; null: nothing.</summary>
    public string? HostPrefix { get; init; }

    /// <summary>Whether <see cref="HostPrefix"/> names a bucket (or an access point), so that the path holds the key alone.</summary>
    public bool IsBucketHost { get; init; }

    /// <summary>What must be put before the request's path, such as <c>/my.bucket</c> of a bucket that no certificate covers as a host; else empty.</summary>
    public string PathPrefix { get; init; } = "";

    /// <summary>Whether this endpoint's paths are signed the way of S3.</summary>
    public bool IsS3Family => S3SigningNames.Contains(SigningName);
}
