namespace Gateway.Forwarding.Operations;

/// <summary>Those parts of a request, raw as they came, from which the operation is read.</summary>
internal readonly record struct OperationRequest
{
    public required string Method { get; init; }

    /// <summary>The raw path, without the gateway's own <c>/aws/{service}/{region}</c> and without the query.</summary>
    public required string Path { get; init; }

    /// <summary>The raw query, with or without its question mark; empty: none.</summary>
    public string Query { get; init; }

    /// <summary>The <c>X-Amz-Target</c> header; several are joined by commas.</summary>
    public string? Target { get; init; }

    public string? ContentType { get; init; }

    /// <summary>A compressed form is not read: the operation is then unknown.</summary>
    public string? ContentEncoding { get; init; }

    /// <summary><c>smithy-protocol</c>, which RPC v2 clients send.</summary>
    public string? SmithyProtocol { get; init; }

    /// <summary>Whether there is an <c>x-amz-copy-source</c> header.</summary>
    public bool HasCopySource { get; init; }

    /// <summary>Whether there is a header that some servers take for the method: what such a request asks for is not known.</summary>
    public bool OverridesMethod { get; init; }

    /// <summary>The body as far as it is at hand: of every form, and whatever a service of the query protocols gets.</summary>
    public ReadOnlyMemory<byte> Body { get; init; }

    /// <summary>Whether <see cref="Body"/> is the whole body.</summary>
    public bool BodyIsWhole { get; init; }

    /// <summary>S3's bucket, where the host named it and the path does not (see <see cref="Endpoints.AwsEndpoint.IsBucketHost"/>).</summary>
    public string? HostPrefix { get; init; }
}
