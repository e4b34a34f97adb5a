namespace Gateway.Sandbox.Keycloak;

/// <summary>How the realm's documents can be wrong.</summary>
internal enum KeycloakLie
{
    None,

    /// <summary>Discovery answers with a page that is no JSON.</summary>
    DiscoveryIsNotJson,

    /// <summary>Discovery names another issuer than the one that was asked.</summary>
    DiscoveryNamesAnotherIssuer,

    /// <summary>JWKS answers with a page that is no JSON.</summary>
    JwksIsNotJson,

    /// <summary>JWKS is well-formed and holds no key.</summary>
    JwksIsEmpty,

    /// <summary>JWKS holds another key under the id of the true one.</summary>
    JwksHoldsAnotherKey,

    /// <summary>JWKS answers 500.</summary>
    JwksFails,

    /// <summary>ID tokens carry the nonce of another sign-in.</summary>
    IdTokenHasAnotherNonce,

    /// <summary>ID tokens ended an hour ago, as they do when the clocks of issuer and client are apart.</summary>
    IdTokenIsOld,

    /// <summary>Access tokens are made for another audience: the mapper is missing.</summary>
    AccessTokenIsForAnother,
}
