namespace Gateway.Forwarding.Vending;

/// <summary>What an operation hands out.</summary>
internal enum VendingClass
{
    /// <summary>Access key, secret and, mostly, session token.</summary>
    AwsKeys,

    /// <summary>A JWT, an OAuth token, a registry's or a database's password of minutes, the token of a chat or a meeting.</summary>
    Token,

    /// <summary>A session that carries a token of its own.</summary>
    Session,

    /// <summary>A password, key or secret without an early end.</summary>
    Secret,

    /// <summary>A URL that whoever has it is signed in by.</summary>
    SignInUrl,

    /// <summary>Privilege that stays after the session's end.</summary>
    Privilege,
}
