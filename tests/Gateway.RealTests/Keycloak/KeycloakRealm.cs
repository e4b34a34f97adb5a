using System.Net.Http.Json;
using Shouldly;

namespace Gateway.RealTests.Keycloak;

/// <summary>What an application sees of one realm: its token endpoint.</summary>
internal sealed class KeycloakRealm(Uri server, string name) : IDisposable
{
    private readonly HttpClient _http = new();

    public string Name => name;

    public Uri Issuer { get; } = new(server, $"/realms/{name}");

    public Uri Endpoint(string endpoint) => new($"{Issuer}/protocol/openid-connect/{endpoint}");

    /// <summary>A login by user name and password; every user of the example realm has the name as password.</summary>
    public Task<TokenSet> PasswordAsync(string user) => TokensAsync(new()
    {
        ["grant_type"] = "password",
        ["client_id"] = "stsgw",
        ["username"] = user,
        ["password"] = user,
        ["scope"] = "openid",
    });

    public async Task<string> AccessTokenAsync(string user) => (await PasswordAsync(user)).AccessToken;

    public Task<TokenSet> ClientCredentialsAsync(string client, string secret) => TokensAsync(new()
    {
        ["grant_type"] = "client_credentials",
        ["client_id"] = client,
        ["client_secret"] = secret,
    });

    public async Task<TokenSet> TokensAsync(Dictionary<string, string> form)
    {
        using var content = new FormUrlEncodedContent(form);
        using var answer = await _http.PostAsync(Endpoint("token"), content);
        answer.IsSuccessStatusCode.ShouldBeTrue(await answer.Content.ReadAsStringAsync());
        return (await answer.Content.ReadFromJsonAsync<TokenSet>()).ShouldNotBeNull();
    }

    /// <summary>What the token endpoint says to a request that it must refuse.</summary>
    public async Task<string> RefusalAsync(Dictionary<string, string> form)
    {
        using var content = new FormUrlEncodedContent(form);
        using var answer = await _http.PostAsync(Endpoint("token"), content);
        answer.IsSuccessStatusCode.ShouldBeFalse();
        return await answer.Content.ReadAsStringAsync();
    }

    public void Dispose() => _http.Dispose();
}
