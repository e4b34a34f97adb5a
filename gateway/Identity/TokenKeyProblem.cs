namespace Gateway.Identity;

/// <summary>Why a token's signature cannot be verified at all.</summary>
internal enum TokenKeyProblem
{
    /// <summary>Unsigned, or signed with a symmetric algorithm.</summary>
    Algorithm,

    /// <summary>The header demands an extension by <c>crit</c>.</summary>
    Extension,

    /// <summary>An issuer that is not configured.</summary>
    UnknownIssuer,

    /// <summary>The issuer's keys were never reached: no verdict on the token.</summary>
    NeverReached,

    /// <summary>None of the keys that were read last, and the issuer cannot be asked, which may have rotated meanwhile: no verdict either.</summary>
    NotAskable,

    /// <summary>A key that the issuer does not publish.</summary>
    UnknownKey,
}
