using System.Text.Json.Nodes;

namespace Gateway.Sandbox.Keycloak;

/// <summary>
/// An identity provider on loopback that looks like a Keycloak with the realm <c>example</c>, and mints hostile tokens on demand.
/// </summary>
internal sealed class KeycloakStandIn : IAsyncDisposable
{
    private readonly RealmKeys keys = new();
    private readonly TimeProvider time;
    private LoopbackServer? server;
    private RealmEndpoints? endpoints;
    private Realm? realm;

    private KeycloakStandIn(TimeProvider time) => this.time = time;

    /// <summary><c>http://127.0.0.1:PORT/realms/example</c></summary>
    public string Issuer => realm!.Issuer;

    public RealmKeys Keys => keys;

    public KeycloakFaults Faults { get; } = new();

    /// <summary>Is shown every request before it is answered.</summary>
    public Action<HttpRequest>? Sees { get; set; }

    /// <summary>How often discovery was asked for.</summary>
    public int DiscoveryRequests => endpoints!.DiscoveryRequests;

    /// <summary>How often the keys were asked for.</summary>
    public int JwksRequests => endpoints!.JwksRequests;

    /// <summary>How often a refresh token was used or tried.</summary>
    public int RefreshRequests => endpoints!.Token.RefreshRequests;

    /// <summary>Who comes to the login page and logs in: a user of <see cref="ExampleRealm"/>.</summary>
    public string Visitor
    {
        get => realm!.Visitor;
        set => realm!.Visitor = value;
    }

    /// <summary>Whether whoever comes to the login page again goes on in the session that is live, as by Keycloak's cookie.</summary>
    public bool KeepsSessions
    {
        get => realm!.KeepsSessions;
        set => realm!.KeepsSessions = value;
    }

    /// <summary>Whether a session is still live.</summary>
    public bool HasSession(string id) => realm!.FindSession(id) is not null;

    /// <summary>Ends every session, as an administrator can.</summary>
    public void EndSessions() => realm!.LogOutAll();

    public static async Task<KeycloakStandIn> StartAsync(TimeProvider? time = null)
    {
        var standIn = new KeycloakStandIn(time ?? TimeProvider.System);
        standIn.server = await LoopbackServer.StartAsync(standIn.HandleAsync);
        standIn.realm = new Realm($"{standIn.server.Url}/realms/{ExampleRealm.Name}", standIn.keys, standIn.time);
        standIn.endpoints = new RealmEndpoints(standIn.realm, standIn.Faults);
        return standIn;
    }

    /// <summary>An access token as a login with <c>stsgw</c> gives it.</summary>
    /// <param name="user">A user of <see cref="ExampleRealm"/>.</param>
    /// <param name="claims">Changes the claims before they are signed.</param>
    /// <param name="forgery">Changes header and signature.</param>
    public string MintAccessToken(string user, Action<JsonObject>? claims = null, TokenForgery? forgery = null) =>
        Mint(user, realm!.Mint.AccessToken, claims, forgery);

    public string MintIdToken(string user, Action<JsonObject>? claims = null) => Mint(user, realm!.Mint.IdToken, claims, forgery: null);

    public string MintRefreshToken(string user, Action<JsonObject>? claims = null) => Mint(user, realm!.Mint.RefreshToken, claims, forgery: null);

    /// <summary>The logout token of a session, as Keycloak posts it to the back channel of <c>portal</c>.</summary>
    public string MintLogoutToken(string user, string sessionId, Action<JsonObject>? claims = null)
    {
        var session = new LoginSession { Id = sessionId, User = ExampleRealm.User(user), ClientId = "portal", AuthTime = time.GetUtcNow() };
        var token = realm!.Mint.LogoutToken(session);
        claims?.Invoke(token);
        return realm.Sign(token);
    }

    /// <summary>Approves the device whose user code is given, as if the user had logged in on its page.</summary>
    public void ApproveDevice(string userCode, string user) => endpoints!.Device.Approve(userCode, user);

    public void RotateKeys() => keys.Rotate();

    public void DisableKey(string id) => keys.Disable(id);

    public async ValueTask DisposeAsync()
    {
        if (server is not null)
        {
            await server.DisposeAsync();
        }

        keys.Dispose();
    }

    private Task HandleAsync(HttpContext context)
    {
        Sees?.Invoke(context.Request);
        return endpoints!.HandleAsync(context);
    }

    private string Mint(string user, Func<LoginSession, JsonObject> mint, Action<JsonObject>? claims, TokenForgery? forgery)
    {
        var token = mint(realm!.LogIn(ExampleRealm.User(user), "stsgw"));
        claims?.Invoke(token);
        return realm.Sign(token, forgery);
    }
}
