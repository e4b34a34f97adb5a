using System.Collections.Concurrent;

namespace Gateway.Sandbox.Keycloak;

/// <summary>The state that the endpoints of one realm share.</summary>
internal sealed class Realm(string issuer, RealmKeys keys, TimeProvider time)
{
    private readonly ConcurrentDictionary<string, LoginSession> sessions = new(StringComparer.Ordinal);

    public string Issuer => issuer;

    public RealmKeys Keys => keys;

    public TimeProvider Time => time;

    /// <summary>Who comes to the login page and logs in.</summary>
    public string Visitor { get; set; } = "demo";

    public TokenMint Mint { get; } = new(issuer, time);

    /// <summary>Codes of the authorization and device flows that wait to be redeemed.</summary>
    public ConcurrentDictionary<string, PendingCode> Codes { get; } = new(StringComparer.Ordinal);

    /// <summary>Whether whoever comes to the login page again goes on in the session that is live, as by Keycloak's cookie; else each sign-in begins one.</summary>
    public bool KeepsSessions { get; set; }

    public LoginSession LogIn(RealmUser user, string clientId, string? acr = null, string? nonce = null, bool isFresh = false)
    {
        var kept = KeepsSessions ? sessions.Values.FirstOrDefault(live => live.User == user && live.ClientId == clientId) : null;
        var session = new LoginSession
        {
            Id = kept?.Id ?? Guid.NewGuid().ToString(),
            User = user,
            ClientId = clientId,
            AuthTime = kept is null || isFresh ? time.GetUtcNow() : kept.AuthTime,
            Acr = acr ?? "1",
            Nonce = nonce,
        };
        sessions[session.Id] = session;
        return session;
    }

    public LoginSession? FindSession(string? id) => id is null ? null : sessions.GetValueOrDefault(id);

    public void LogOut(string? id)
    {
        if (id is not null)
        {
            sessions.TryRemove(id, out _);
        }
    }

    public void LogOutAll() => sessions.Clear();

    public string Sign(System.Text.Json.Nodes.JsonObject claims, TokenForgery? forgery = null) =>
        JsonWebToken.Write(claims, keys.Active, forgery);
}
