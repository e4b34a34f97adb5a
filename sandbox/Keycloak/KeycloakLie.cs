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
}
