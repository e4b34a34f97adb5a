namespace Gateway.Sandbox.Keycloak;

/// <summary>A code that the token endpoint redeems once.</summary>
internal sealed record PendingCode
{
    public required string ClientId { get; init; }

    /// <summary>The PKCE challenge, method S256 (RFC 7636).</summary>
    public required string Challenge { get; init; }

    public required DateTimeOffset Expires { get; init; }

    /// <summary>The login; null while a device's user has not approved yet.</summary>
    public LoginSession? Session { get; init; }

    /// <summary>What the code flow must repeat; null for a device.</summary>
    public string? RedirectUri { get; init; }

    /// <summary>What a device's user types; null for the code flow.</summary>
    public string? UserCode { get; init; }
}
