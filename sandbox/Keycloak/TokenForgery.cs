using System.Text.Json.Nodes;

namespace Gateway.Sandbox.Keycloak;

/// <summary>How a token's header and signature shall differ from an honest one's.</summary>
internal sealed record TokenForgery
{
    /// <summary>Signs with this key instead of the realm's active one; another issuer's, for instance.</summary>
    public RealmKey? Key { get; init; }

    /// <summary>The <c>kid</c> to write instead of the signing key's.</summary>
    public string? KeyId { get; init; }

    /// <summary><c>RS256</c>, <c>PS256</c>, <c>HS256</c> (with <see cref="Secret"/>) or <c>none</c>.</summary>
    public string Algorithm { get; init; } = "RS256";

    /// <summary>The HMAC secret of <c>HS256</c>.</summary>
    public byte[]? Secret { get; init; }

    /// <summary>Changes the header after everything else: <c>jku</c>, <c>jwk</c>, <c>crit</c>, <c>typ</c>.</summary>
    public Action<JsonObject>? Header { get; init; }
}
