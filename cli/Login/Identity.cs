using Gateway.Cli.Targets;
using Gateway.Cli.Tokens;

namespace Gateway.Cli.Login;

/// <summary>Who an access token says its bearer is.</summary>
internal sealed record Identity
{
    public required string Target { get; init; }

    public required Uri Gateway { get; init; }

    public string? Username { get; init; }

    public string? Email { get; init; }

    public string? Subject { get; init; }

    public string? Issuer { get; init; }

    public IReadOnlyList<string> Audience { get; init; } = [];

    /// <summary>The authentication context of the login.</summary>
    public string? Acr { get; init; }

    public DateTimeOffset? AuthenticatedAt { get; init; }

    public DateTimeOffset? TokenExpiresAt { get; init; }

    public static Identity From(Target target, AccessToken token)
    {
        var claims = TokenClaims.Read(token.Value);
        return new Identity
        {
            Target = target.Name,
            Gateway = target.Url,
            Username = claims?.Text("preferred_username"),
            Email = claims?.Text("email"),
            Subject = claims?.Text("sub"),
            Issuer = claims?.Text("iss"),
            Audience = claims?.Audiences ?? [],
            Acr = claims?.Text("acr"),
            AuthenticatedAt = claims?.AuthenticatedAt,
            TokenExpiresAt = claims?.ExpiresAt,
        };
    }

    /// <summary>For a person at a terminal.</summary>
    public IEnumerable<(string Name, string? Value)> Lines() =>
    [
        ("user", Username),
        ("email", Email),
        ("subject", Subject),
        ("issuer", Issuer),
        ("audience", Audience.Count == 0 ? null : string.Join(' ', Audience)),
        ("login level (acr)", Acr),
        ("logged in at", AuthenticatedAt?.ToString("u")),
        ("token until", TokenExpiresAt?.ToString("u")),
        ("gateway", $"{Target} ({Gateway})"),
    ];
}
