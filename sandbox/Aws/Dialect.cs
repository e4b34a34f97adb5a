namespace Gateway.Sandbox.Aws;

/// <summary>In which shape a service speaks of errors.</summary>
internal enum Dialect
{
    /// <summary>S3's XML.</summary>
    S3,

    /// <summary>The query protocol's XML (STS).</summary>
    Query,

    /// <summary>JSON 1.0, 1.1 and REST-JSON.</summary>
    Json,
}
