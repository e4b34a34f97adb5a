namespace Gateway.Portal;

/// <summary>The pages for people (<c>Gateway:Portal</c>). Without <see cref="ClientId"/> there are none.</summary>
public sealed class PortalOptions
{
    /// <summary>
    /// The client by which the portal signs people in: authorization code with PKCE, redirect URI <c>https://{gateway}/signin-oidc</c>, and a mapper that
    /// puts the issuer's audience into its access tokens. Default: none, and no portal.
    /// </summary>
    public string? ClientId { get; set; }

    /// <summary>The client's secret. Default: none, for a public client.</summary>
    public string? ClientSecret { get; set; }

    /// <summary>The authority of the issuer that people sign in at, as in <c>Gateway:Issuers</c>. Default: the first issuer.</summary>
    public string? Issuer { get; set; }

    /// <summary>Scopes to ask for besides <c>openid</c>, such as <c>organization</c> where the policy looks at organizations. Default: none.</summary>
    public IList<string> Scopes { get; } = [];

    internal bool Configured => IsConfigured(ClientId);

    internal static bool IsConfigured(string? clientId) => !string.IsNullOrEmpty(clientId);
}
