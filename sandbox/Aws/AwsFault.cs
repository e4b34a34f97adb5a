namespace Gateway.Sandbox.Aws;

/// <summary>How a service of the stand-in can be made to fail.</summary>
internal enum AwsFault
{
    None,

    /// <summary>The connection is reset without an answer.</summary>
    Down,

    /// <summary>Too many calls: <c>Throttling</c>, <c>SlowDown</c>, <c>ThrottlingException</c>.</summary>
    Throttle,

    /// <summary>An internal failure, 500.</summary>
    ServerError,

    /// <summary>A refusal, as when a role's trust policy does not name the caller.</summary>
    AccessDenied,
}
