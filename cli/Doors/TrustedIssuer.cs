namespace Gateway.Cli.Doors;

/// <summary>An issuer whose tokens the gateway takes.</summary>
internal sealed record TrustedIssuer
{
    /// <summary>Its name, as tokens bear it; a slash at the end is no difference to the gateway.</summary>
    public required string Issuer { get; init; }

    /// <summary>The public client that people log in with there.</summary>
    public string? ClientId { get; init; }

    /// <summary>What a token's <c>aud</c> must hold.</summary>
    public string? Audience { get; init; }

    public bool IsCalled(string? name) => name?.TrimEnd('/') == Issuer.TrimEnd('/');
}
