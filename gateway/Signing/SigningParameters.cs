namespace Gateway.Signing;

/// <summary>Everything that a signature needs and the request does not say.</summary>
internal readonly struct SigningParameters
{
    public required SigningCredentials Credentials { get; init; }

    /// <summary>The region of the scope; <c>us-east-1</c> for most global services.</summary>
    public required string Region { get; init; }

    /// <summary>The signing name, which may differ from the endpoint's.</summary>
    public required string Service { get; init; }

    /// <summary>64 hex digits, or one of the words of <see cref="Signing.PayloadHash"/>.</summary>
    public required string PayloadHash { get; init; }

    public required PathEncoding PathEncoding { get; init; }

    /// <summary>How the path goes into the canonical request: as AWS computes it, or in the form that the client's own signature had.</summary>
    public PathForm PathForm { get; init; }

    public required DateTimeOffset Now { get; init; }

    /// <summary>Send and sign x-amz-content-sha256: S3's family and aoss need it. It is signed in any case where the request has it already.</summary>
    public bool SendPayloadHash { get; init; }

    /// <summary>Lower-case names to sign where present, beyond host, content-type, content-md5 and x-amz-*.</summary>
    public IReadOnlyList<string>? AlsoSign { get; init; }
}
