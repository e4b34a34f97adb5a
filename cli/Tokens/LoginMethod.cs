namespace Gateway.Cli.Tokens;

/// <summary>How a session was begun; a later login is done the same way, as far as that can ask for what is wanted.</summary>
internal enum LoginMethod
{
    /// <summary>Authorization code with PKCE, answered on a loopback port (RFC 8252).</summary>
    Browser,

    /// <summary>Device authorization grant (RFC 8628).</summary>
    Device,

    /// <summary>Client credentials (RFC 6749 section 4.4).</summary>
    ClientCredentials,
}
