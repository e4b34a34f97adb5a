namespace Gateway.Sandbox.Keycloak;

/// <summary>A client of the realm, and what it may do.</summary>
internal sealed record RealmClient
{
    public required string ClientId { get; init; }

    /// <summary>Null for a public client.</summary>
    public string? Secret { get; init; }

    /// <summary>Authorization code, with PKCE always.</summary>
    public bool StandardFlow { get; init; }

    /// <summary>Device authorization grant, with PKCE always.</summary>
    public bool DeviceFlow { get; init; }

    /// <summary>Keycloak's "direct access grants": user name and password at the token endpoint.</summary>
    public bool PasswordGrant { get; init; }

    /// <summary>The user behind client credentials; null if the client has none.</summary>
    public string? ServiceAccount { get; init; }
}
