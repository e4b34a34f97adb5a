namespace Gateway.Forwarding.Errors;

/// <summary>Why a call is not forwarded, or did not come back. The kebab-case names stand in audit records.</summary>
internal enum ForwardFault
{
    /// <summary>The signature is malformed or wrong; <see cref="ForwardError.Signature"/> says how.</summary>
    Signature,

    /// <summary>No proof at all.</summary>
    MissingToken,

    /// <summary>A token that is no token, or not one of ours.</summary>
    InvalidToken,

    /// <summary>The access key id does not belong to the session token.</summary>
    UnknownAccessKey,

    ExpiredToken,

    /// <summary>The keys of the token's issuer cannot be had.</summary>
    IssuerUnavailable,

    /// <summary>Policy, permit or STS refuse.</summary>
    AccessDenied,

    /// <summary>The login must be stronger or fresher (RFC 9470).</summary>
    StepUpRequired,

    /// <summary>A call that hands out credentials, tokens or secrets, and is not permitted by name.</summary>
    Vending,

    /// <summary>A request that cannot be understood.</summary>
    InvalidRequest,

    /// <summary>Neither host, path nor signature say which endpoint is meant.</summary>
    UnknownEndpoint,

    /// <summary>A kind of request that is not supported.</summary>
    NotSupported,

    /// <summary>A body beyond what may be buffered.</summary>
    BodyTooLarge,

    /// <summary>A body that is not what its headers declare; <see cref="ForwardError.Payload"/> says how.</summary>
    Payload,

    Throttled,

    /// <summary>A fault of the gateway itself.</summary>
    Internal,

    /// <summary>STS or the service cannot be reached, or broke off.</summary>
    Unavailable,
}
