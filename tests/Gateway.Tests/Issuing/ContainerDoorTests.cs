using Gateway.Tests.Hosting;
using Shouldly;
using Xunit;

namespace Gateway.Tests.Issuing;

public sealed class ContainerDoorTests(SharedGateway shared) : IClassFixture<SharedGateway>
{
    private TestGateway Gateway => shared.Gateway;

    [Theory]
    [InlineData("")]
    [InlineData("Bearer ")]
    public async Task The_raw_token_and_the_Bearer_form_are_both_taken(string scheme)
    {
        var credentials = await (await GetAsync("orders-reader", scheme + Gateway.Keycloak.MintAccessToken("demo"))).JsonAsync();

        credentials.EnumerateObject().Select(member => member.Name).ShouldBe(["AccessKeyId", "SecretAccessKey", "Token", "Expiration", "AccountId"]);
        credentials.Text("Token").ShouldStartWith("GW1.");
        credentials.Text("AccountId").ShouldBe("111122223333");
    }

    [Fact]
    public async Task A_role_not_granted_is_refused()
    {
        var answer = await GetAsync("analyst", Gateway.Keycloak.MintAccessToken("demo"));

        ((int)answer.StatusCode).ShouldBe(403);
        var error = await answer.JsonAsync();
        error.Text("code").ShouldBe("AccessDenied");
        error.Text("message").ShouldBe("No grant gives you the role 'analyst'. GET /api/roles lists those that do.");
    }

    private async Task<HttpResponseMessage> GetAsync(string role, string authorization)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/container/credentials?role=" + role);
        request.Headers.TryAddWithoutValidation("Authorization", authorization);
        return await Gateway.Client.SendAsync(request);
    }
}
