namespace Gateway.Cli.Doors;

/// <summary>What the gateway says of itself at <c>GET /api/configuration</c>. What it leaves out has the default given here.</summary>
internal sealed record GatewayConfiguration
{
    // Properties with a default are settable: generated JSON readers assign every init-only property, and so would lose the default.
    /// <summary>The issuer's name, as tokens bear it.</summary>
    public string? Issuer { get; init; }

    /// <summary>Where the issuer is reached; default: <see cref="Issuer"/>.</summary>
    public string? Authority { get; init; }

    /// <summary>The public client that stsgw logs in with.</summary>
    public string ClientId { get; set; } = "stsgw";

    public string? Audience { get; init; }

    public IReadOnlyList<string> Scopes { get; set; } = ["openid"];

    /// <summary>The region that AWS tools are given where the person names none; default: us-east-1, as AWS's own tools have it.</summary>
    public string Region { get; set; } = "us-east-1";

    /// <summary>All issuers that the gateway trusts, the one above first; null from a gateway that tells of that one alone.</summary>
    public IReadOnlyList<TrustedIssuer>? Issuers { get; init; }

    public GatewayDoors Doors { get; set; } = new();
}
