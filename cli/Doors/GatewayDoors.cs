namespace Gateway.Cli.Doors;

/// <summary>The paths of the gateway's doors.</summary>
internal sealed record GatewayDoors
{
    public string Roles { get; set; } = "/api/roles";

    public string Credentials { get; set; } = "/api/credentials";

    public string Login { get; set; } = "/api/login";

    public string ProcessCredentials { get; set; } = "/api/process-credentials";

    public string Container { get; set; } = "/container/credentials";

    public string Sts { get; set; } = "/";

    public string SsoOidc { get; set; } = "/sso-oidc";

    /// <summary>The SSO portal with gateway credentials.</summary>
    public string Sso { get; set; } = "/sso";

    /// <summary>The SSO portal with AWS's own credentials.</summary>
    public string SsoReal { get; set; } = "/sso/credentials";

    /// <summary>True where every door is a path on the gateway itself: a token must go nowhere else.</summary>
    public bool ArePaths =>
        new[] { Roles, Credentials, Login, ProcessCredentials, Container, Sts, SsoOidc, Sso, SsoReal }
            .All(d => d.StartsWith('/') && !d.StartsWith("//", StringComparison.Ordinal) && !d.Contains('\\') && !d.Contains('?') && !d.Contains('#'));
}
