using Gateway.Signing;

namespace Gateway.Forwarding.Endpoints;

/// <summary>All that a request says about where it wants to go. Nothing in it is trusted.</summary>
internal readonly record struct EndpointQuery
{
    /// <summary>The request's host without the gateway's domain (see <see cref="GatewayHost"/>): <c>dynamodb.eu-west-1</c>, <c>my-bucket.s3.eu-west-1</c>,
    /// or what an SDK put before the gateway's own name: <c>my-bucket</c>, <c>123456789012</c>, <c>data-</c>. Null: the gateway's own name.</summary>
    public string? Host { get; init; }

    /// <summary>From <c>/aws/{service}/{region}</c>; null otherwise.</summary>
    public string? Service { get; init; }

    /// <summary>From <c>/aws/{service}/{region}</c>; null otherwise.</summary>
    public string? Region { get; init; }

    /// <summary>The service in the client's credential scope.</summary>
    public string? SigningName { get; init; }

    /// <summary>The region in the client's credential scope.</summary>
    public string? SigningRegion { get; init; }

    public required string Method { get; init; }

    /// <summary>The raw path, without <c>/aws/{service}/{region}</c>.</summary>
    public required string Path { get; init; }

    /// <summary>The raw query; empty: none.</summary>
    public string Query { get; init; }

    /// <summary><c>X-Amz-Target</c>.</summary>
    public string? Target { get; init; }

    /// <summary>The request's headers; some hold the label that goes before the host. Null: none.</summary>
    public IHeaderDictionary? Headers { get; init; }

    /// <summary>The client's signature, which says the headers that are its own; null: a Bearer token.</summary>
    public SigV4Signature? Signature { get; init; }

    /// <summary>The query protocol's <c>Action</c>, where it is known.</summary>
    public string? Action { get; init; }

    /// <summary>The region of a request that names none: <c>Gateway:Aws:Region</c>.</summary>
    public required string DefaultRegion { get; init; }
}
