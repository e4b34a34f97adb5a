namespace Gateway.Assuming;

/// <summary>The kinds of failure; their names stand in audit records and metrics.</summary>
internal enum AssumeFailureReason
{
    /// <summary>STS refused: trust policy, permissions of the gateway's own identity, or a session parameter that AWS does not take.</summary>
    Refused,

    /// <summary>STS throttles the gateway.</summary>
    Throttled,

    /// <summary>The caller has the gateway ask STS for more than one caller may.</summary>
    OverLimit,

    /// <summary>STS is down, slow or broken, or was so often enough that it is left alone for a while.</summary>
    Unavailable,

    /// <summary>The gateway has no AWS credentials of its own.</summary>
    NoBaseCredentials,
}
