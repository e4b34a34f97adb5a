namespace Gateway.Sandbox.Keycloak;

/// <summary>How the tokens of a sign-in can be wrong.</summary>
internal enum KeycloakLie
{
    None,

    /// <summary>ID tokens carry the nonce of another sign-in.</summary>
    IdTokenHasAnotherNonce,

    /// <summary>ID tokens ended an hour ago, as they do when the clocks of issuer and client are apart.</summary>
    IdTokenIsOld,

    /// <summary>Access tokens are made for another audience: the mapper is missing.</summary>
    AccessTokenIsForAnother,

    /// <summary>Access tokens are another person's.</summary>
    AccessTokenIsOfAnother,
}
