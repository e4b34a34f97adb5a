using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Shouldly;
using Xunit;

namespace Gateway.Tests.StandIns;

public sealed class SessionEndpointsTests : KeycloakTests
{
    [Fact]
    public async Task A_refresh_token_gives_new_tokens_until_the_session_ends()
    {
        var tokens = await PostAsync("token", Login("demo"));
        var refresh = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["grant_type"] = "refresh_token",
            ["client_id"] = "stsgw",
            ["refresh_token"] = (string)tokens["refresh_token"]!,
        };
        (await PostAsync("token", refresh)).ShouldContainKey("access_token");

        using var logout = await Http.GetAsync(new Uri(
            $"{Keycloak.Issuer}/protocol/openid-connect/logout?id_token_hint={tokens["id_token"]}"), Cancel);

        ((string?)(await TryPostAsync("token", refresh)).Answer["error_description"]).ShouldBe("Session not active");
    }

    [Fact]
    public async Task User_info_answers_the_bearer_of_a_live_token()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"{Keycloak.Issuer}/protocol/openid-connect/userinfo");
        request.Headers.Authorization = new("Bearer", Keycloak.MintAccessToken("viewer"));

        using var answer = await Http.SendAsync(request, Cancel);

        ((string?)(await answer.Content.ReadFromJsonAsync<JsonObject>(Cancel))!["email"]).ShouldBe("viewer@example.com");
    }
}
