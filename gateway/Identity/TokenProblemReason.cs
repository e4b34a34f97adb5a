namespace Gateway.Identity;

/// <summary>The kinds of refused token; their names stand in audit records and metrics.</summary>
internal enum TokenProblemReason
{
    /// <summary>No JWT (RFC 7519), or a header that RFC 7515 tells to refuse.</summary>
    Malformed,

    /// <summary>Over 16 KiB.</summary>
    TooLarge,

    /// <summary>An issuer that is not configured.</summary>
    UnknownIssuer,

    /// <summary>Unsigned, or signed with a symmetric algorithm.</summary>
    Algorithm,

    /// <summary>A key that is not in the issuer's own key set.</summary>
    UnknownKey,

    /// <summary>The signature does not match.</summary>
    Signature,

    /// <summary>Past its <c>exp</c>.</summary>
    Expired,

    /// <summary>Before its <c>nbf</c>.</summary>
    NotYetValid,

    /// <summary>Made for someone else.</summary>
    Audience,

    /// <summary>An ID, refresh or logout token: no access token.</summary>
    Type,

    /// <summary>Bound to a key by <c>cnf</c>, whose proof cannot be shown here.</summary>
    Bound,

    /// <summary>A claim is missing or of the wrong type.</summary>
    Claims,

    /// <summary>The issuer's keys were never reached: no verdict on the token.</summary>
    IssuerUnavailable,

    /// <summary>The login, its subject or its role was revoked.</summary>
    Revoked,

    /// <summary>What was revoked is not known: no verdict on the token.</summary>
    RevocationsUnknown,
}
