namespace Gateway.Sandbox.Keycloak;

/// <summary>Someone who can log in, or a client's service account.</summary>
internal sealed record RealmUser
{
    public required string Username { get; init; }

    /// <summary>Null for a service account.</summary>
    public string? Password { get; init; }

    /// <summary>The <c>sub</c> claim: stable, as in Keycloak a UUID.</summary>
    public required string Subject { get; init; }

    public string? GivenName { get; init; }

    public string? FamilyName { get; init; }

    /// <summary>Roles of the client <c>gateway</c>.</summary>
    public required IReadOnlyList<string> ClientRoles { get; init; }

    /// <summary>Full paths.</summary>
    public IReadOnlyList<string> Groups { get; init; } = [];

    public string? Team { get; init; }
}
