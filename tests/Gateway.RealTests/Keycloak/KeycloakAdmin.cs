using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Gateway.RealTests.Parts;
using Shouldly;

namespace Gateway.RealTests.Keycloak;

/// <summary>The administrator's REST API: https://www.keycloak.org/docs-api/latest/rest-api/index.html.</summary>
internal sealed class KeycloakAdmin(Uri server) : IDisposable
{
    public const string Name = "admin";
    public const string Password = "admin";

    private readonly HttpClient _http = new() { BaseAddress = server };

    /// <summary>A second realm like the shipped one, for a test that changes what others rely on.</summary>
    public async Task<KeycloakRealm> CopyExampleRealmAsync(string name)
    {
        var realm = JsonNode.Parse(await File.ReadAllTextAsync(Repository.PathOf("keycloak", "example-realm.json")))!.AsObject();
        realm["realm"] = name;
        // The import at start fills placeholders in, this API does not: the secret is the file's default, and such a realm needs no directory.
        var portal = realm["clients"]!.AsArray().Single(client => (string?)client!["clientId"] == "portal")!;
        portal["secret"] = ((string)portal["secret"]!).Split(':', '}')[1];
        realm["components"]!.AsObject().Remove("org.keycloak.storage.UserStorageProvider");
        await SendAsync(HttpMethod.Post, "/admin/realms", realm);
        return new KeycloakRealm(server, name);
    }

    /// <summary>Makes a new RSA signing key that comes before the present ones.</summary>
    public async Task AddSigningKeyAsync(string realm) => await SendAsync(HttpMethod.Post, $"/admin/realms/{realm}/components", new JsonObject
    {
        ["name"] = "rsa-rotated",
        ["providerId"] = "rsa-generated",
        ["providerType"] = "org.keycloak.keys.KeyProvider",
        ["config"] = new JsonObject
        {
            ["priority"] = new JsonArray("500"),
            ["enabled"] = new JsonArray("true"),
            ["active"] = new JsonArray("true"),
            ["algorithm"] = new JsonArray("RS256"),
            ["keySize"] = new JsonArray("2048"),
        },
    });

    /// <summary>Disables the key of this id: what it signed is no longer to be believed.</summary>
    public async Task DisableKeyAsync(string realm, string keyId)
    {
        var keys = await SendAsync(HttpMethod.Get, $"/admin/realms/{realm}/keys", body: null);
        var provider = keys["keys"]!.AsArray().Single(key => (string?)key!["kid"] == keyId)!["providerId"]!.GetValue<string>();
        await ConfigureAsync(realm, provider, new() { ["enabled"] = "false", ["active"] = "false" });
    }

    /// <summary>Switches the realm's LDAP provider on, at this directory.</summary>
    public async Task EnableLdapAsync(string realm, Uri directory)
    {
        var components = await SendAsync(HttpMethod.Get, $"/admin/realms/{realm}/components?type=org.keycloak.storage.UserStorageProvider", body: null);
        var provider = components.AsArray().Single()!["id"]!.GetValue<string>();
        await ConfigureAsync(realm, provider, new() { ["enabled"] = "true", ["connectionUrl"] = directory.OriginalString });
    }

    /// <summary>Where Keycloak posts logout tokens of the client's sessions.</summary>
    public async Task SetBackChannelAsync(string realm, string clientId, Uri address)
    {
        var client = (await SendAsync(HttpMethod.Get, $"/admin/realms/{realm}/clients?clientId={clientId}", body: null)).AsArray().Single()!.AsObject();
        client["attributes"]!["backchannel.logout.url"] = address.AbsoluteUri;
        client["attributes"]!["backchannel.logout.session.required"] = "true";
        await SendAsync(HttpMethod.Put, $"/admin/realms/{realm}/clients/{client["id"]}", client);
    }

    /// <summary>Ends one session, as the console's "sign out" does.</summary>
    public async Task EndSessionAsync(string realm, string sessionId) => await SendAsync(HttpMethod.Delete, $"/admin/realms/{realm}/sessions/{sessionId}", body: null);

    /// <summary>Another user with all that demo has, for a test that ends sessions; the password is the name.</summary>
    public Task AddUserLikeDemoAsync(string realm, string name) => AddUserLikeDemoAsync(realm, name, change: _ => { });

    /// <summary>A user with no role of any client; the password is the name.</summary>
    public Task AddUserWithoutRolesAsync(string realm, string name) => AddUserLikeDemoAsync(realm, name, user => user.AsObject().Remove("clientRoles"));

    /// <summary>Ends every session of a user.</summary>
    public async Task EndSessionsAsync(string realm, string user)
    {
        await SendAsync(HttpMethod.Post, $"/admin/realms/{realm}/users/{await UserIdAsync(realm, user)}/logout", body: null);
    }

    /// <summary>From here on Keycloak remembers every use of a refresh token.</summary>
    public async Task RecordRefreshesAsync(string realm)
    {
        var address = $"/admin/realms/{realm}/events/config";
        var config = await SendAsync(HttpMethod.Get, address, body: null);
        (config["eventsEnabled"], config["enabledEventTypes"]) = (true, new JsonArray("REFRESH_TOKEN", "REFRESH_TOKEN_ERROR"));
        await SendAsync(HttpMethod.Put, address, config);
    }

    /// <summary>How often a refresh token of the user was used, well or not.</summary>
    public async Task<int> CountRefreshesAsync(string realm, string user)
    {
        var events = await SendAsync(HttpMethod.Get, $"/admin/realms/{realm}/events?max=1000&user={await UserIdAsync(realm, user)}", body: null);
        return events.AsArray().Count;
    }

    /// <summary>One call of the API.</summary>
    public async Task<JsonNode> SendAsync(HttpMethod method, string address, JsonNode? body)
    {
        using var request = new HttpRequestMessage(method, address) { Content = body is null ? null : JsonContent.Create(body) };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", await TokenAsync());
        using var answer = await _http.SendAsync(request);
        var text = await answer.Content.ReadAsStringAsync();
        answer.IsSuccessStatusCode.ShouldBeTrue($"{method} {address}: {(int)answer.StatusCode} {text}");
        return text.Length == 0 ? new JsonObject() : JsonNode.Parse(text)!;
    }

    public void Dispose() => _http.Dispose();

    private async Task AddUserLikeDemoAsync(string realm, string name, Action<JsonNode> change)
    {
        var shipped = JsonNode.Parse(await File.ReadAllTextAsync(Repository.PathOf("keycloak", "example-realm.json")))!;
        var user = shipped["users"]!.AsArray().Single(user => (string?)user!["username"] == "demo")!.DeepClone();
        (user["username"], user["email"], user["credentials"]![0]!["value"]) = (name, $"{name}@example.com", name);
        change(user);
        await SendAsync(HttpMethod.Post, $"/admin/realms/{realm}/partialImport", new JsonObject { ["ifResourceExists"] = "FAIL", ["users"] = new JsonArray(user) });
    }

    private async Task<string> UserIdAsync(string realm, string user)
    {
        var found = await SendAsync(HttpMethod.Get, $"/admin/realms/{realm}/users?exact=true&username={user}", body: null);
        return found.AsArray().Single()!["id"]!.GetValue<string>();
    }

    private async Task ConfigureAsync(string realm, string component, Dictionary<string, string> settings)
    {
        var address = $"/admin/realms/{realm}/components/{component}";
        var present = await SendAsync(HttpMethod.Get, address, body: null);
        foreach (var (name, value) in settings)
        {
            present["config"]![name] = new JsonArray(value);
        }

        await SendAsync(HttpMethod.Put, address, present);
    }

    /// <summary>Asked for anew each time: an administrator's token lives for one minute.</summary>
    private async Task<string> TokenAsync()
    {
        using var master = new KeycloakRealm(server, "master");
        var tokens = await master.TokensAsync(new()
        {
            ["grant_type"] = "password",
            ["client_id"] = "admin-cli",
            ["username"] = Name,
            ["password"] = Password,
        });
        return tokens.AccessToken;
    }
}
