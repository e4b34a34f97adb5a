using System.Collections.Frozen;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace Gateway.Identity;

/// <summary>
/// A person or workload whose token was verified, or whose sealed gateway credentials were opened: what the policy decides on.
/// Immutable, and a function of (issuer, its client id, claims) alone, so that the same claims always give the same caller.
/// </summary>
internal sealed record Caller
{
    /// <summary>The <c>iss</c> claim, which is the authority of one configured issuer.</summary>
    public required string Issuer { get; init; }

    /// <summary>The <c>sub</c> claim: the caller's stable identifier within <see cref="Issuer"/>.</summary>
    public required string Subject { get; init; }

    /// <summary><c>preferred_username</c>, else the subject: for people to read, never to decide on.</summary>
    public required string Name { get; init; }

    /// <summary><c>azp</c>, else <c>client_id</c>: the client that the token was issued to.</summary>
    public string? Client { get; init; }

    /// <summary><c>sid</c>: the Keycloak session, which back-channel logout names.</summary>
    public string? SessionId { get; init; }

    /// <summary><c>acr</c>: the authentication context of the login (OpenID Connect Core 2).</summary>
    public string? Acr { get; init; }

    /// <summary><c>auth_time</c>: when the person last logged in actively.</summary>
    public DateTimeOffset? AuthTime { get; init; }

    /// <summary><c>exp</c>: when the token stops proving anything.</summary>
    public required DateTimeOffset Expires { get; init; }

    /// <summary>Roles of the issuer's configured client in <c>resource_access</c>, or those of a flat <c>roles</c> claim.</summary>
    public required FrozenSet<string> ClientRoles { get; init; }

    /// <summary>Keycloak's <c>realm_access.roles</c>.</summary>
    public required FrozenSet<string> RealmRoles { get; init; }

    /// <summary>The <c>groups</c> claim, as written (Keycloak's full paths begin with a slash).</summary>
    public required FrozenSet<string> Groups { get; init; }

    /// <summary>Aliases in Keycloak's <c>organization</c> claim, be it a list or an object.</summary>
    public required FrozenSet<string> Organizations { get; init; }

    /// <summary>All claims of the token's payload.</summary>
    public required JsonElement Claims { get; init; }

    /// <summary>The names alone, for what outlives a request. One object for each caller.</summary>
    public CallerIdentity Identity => field ??= new CallerIdentity(Issuer, Subject, Name, Client, SessionId);

    /// <summary>What the caller weighs where callers are kept: 1, and 1 more for each 2 KiB of claims after the first.</summary>
    public int Weight => 1 + (JsonMarshal.GetRawUtf8Value(Claims).Length / 2048);
}
