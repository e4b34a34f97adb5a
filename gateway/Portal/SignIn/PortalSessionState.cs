namespace Gateway.Portal.SignIn;

/// <summary>How a sign-in stands.</summary>
internal enum PortalSessionState
{
    /// <summary>There is none.</summary>
    None,

    SignedIn,

    /// <summary>It is over: its tokens have expired and the issuer renews them no more.</summary>
    Ended,

    /// <summary>It was ended by someone who may: a logout elsewhere, an administrator.</summary>
    Revoked,

    /// <summary>It cannot be told, since the issuer cannot be reached.</summary>
    Unavailable,
}
