using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using Shouldly;
using Xunit;

namespace Gateway.RealTests.Identity;

/// <summary>Which of Keycloak's tokens the gateway takes, and what the people of the example realm see.</summary>
public sealed class KeycloakTokenTests(RealWorld world)
{
    [Fact]
    public async Task Demo_sees_the_roles_that_the_policy_gives()
    {
        var roles = await RolesAsync("demo");

        roles.Select(role => role!["roleArn"]!.GetValue<string>()).ShouldBe(
            [
                "arn:aws:iam::111122223333:role/OrdersReader", "arn:aws:iam::111122223333:role/OrdersWriter",
                "arn:aws:iam::111122223333:role/Legacy",
            ],
            ignoreOrder: true);
    }

    [Fact]
    public async Task Viewer_sees_the_analyst_role_alone()
    {
        var roles = await RolesAsync("viewer");

        roles.Select(role => role!["id"]!.GetValue<string>()).ShouldBe(["analyst"]);
    }

    [Fact]
    public async Task Suspended_user_is_denied_and_told_why()
    {
        var token = await (await world.RealmAsync()).AccessTokenAsync("suspended");

        var (status, body) = await AskAsync("/api/credentials?role=orders-reader", token);

        status.ShouldBe(HttpStatusCode.Forbidden, body);
        body.ShouldContain("suspended");
    }

    [Fact]
    public async Task Browser_login_opens_the_door()
    {
        using var browser = new Keycloak.BrowserLogin(await world.RealmAsync());

        var (status, body) = await AskAsync("/api/roles", (await browser.LogInAsync("demo")).AccessToken);

        status.ShouldBe(HttpStatusCode.OK, body);
    }

    [Fact]
    public async Task Id_token_is_refused()
    {
        var tokens = await (await world.RealmAsync()).PasswordAsync("demo");

        var (status, body) = await AskAsync("/api/roles", tokens.IdToken);

        status.ShouldBe(HttpStatusCode.Unauthorized, body);
    }

    [Fact]
    public async Task Refresh_token_is_refused()
    {
        var tokens = await (await world.RealmAsync()).PasswordAsync("demo");

        var (status, body) = await AskAsync("/api/roles", tokens.RefreshToken);

        status.ShouldBe(HttpStatusCode.Unauthorized, body);
    }

    private async Task<JsonArray> RolesAsync(string user)
    {
        var (status, body) = await AskAsync("/api/roles", await (await world.RealmAsync()).AccessTokenAsync(user));
        status.ShouldBe(HttpStatusCode.OK, body);
        return JsonSerializer.Deserialize<JsonArray>(body).ShouldNotBeNull();
    }

    private async Task<(HttpStatusCode Status, string Body)> AskAsync(string pathAndQuery, string? token)
    {
        var gateway = await world.MinioGateway.RunningAsync();
        using var answer = await gateway.GetAsync(pathAndQuery, token.ShouldNotBeNull());
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }
}
