namespace Gateway.Sandbox.Keycloak;

/// <summary>One login of one user by one client.</summary>
internal sealed record LoginSession
{
    /// <summary>The <c>sid</c>; null behind client credentials, which have no session in Keycloak.</summary>
    public string? Id { get; init; }

    public required RealmUser User { get; init; }

    /// <summary>The <c>azp</c>.</summary>
    public required string ClientId { get; init; }

    public required DateTimeOffset AuthTime { get; init; }

    /// <summary>Keycloak's default is 1 for a login with a password.</summary>
    public string Acr { get; init; } = "1";

    /// <summary>What the authorization request gave, for the ID token.</summary>
    public string? Nonce { get; init; }
}
