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

    /// <summary>True where every door is a path on the gateway itself: a token must go nowhere else.</summary>
    public bool ArePaths =>
        new[] { Roles, Credentials, Login, ProcessCredentials, Container, Sts }
            .All(d => d.StartsWith('/') && !d.StartsWith("//", StringComparison.Ordinal) && !d.Contains('\\') && !d.Contains('?') && !d.Contains('#'));
}
