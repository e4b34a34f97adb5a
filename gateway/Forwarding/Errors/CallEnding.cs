namespace Gateway.Forwarding.Errors;

/// <summary>How a call that was not answered by AWS ended, which is the outcome in its audit record.</summary>
internal enum CallEnding
{
    /// <summary>It was answered with the error, unless AWS's answer had begun.</summary>
    Refused,

    /// <summary>It was under way, and AWS, the clock or the gateway ended it.</summary>
    BrokenOff,

    /// <summary>It was under way, and the client's connection ended, which may be known before it is known that the client is gone.</summary>
    Aborted,
}
