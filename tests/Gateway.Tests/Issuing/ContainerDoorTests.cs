using Gateway.Tests.Hosting;
using Microsoft.Extensions.Time.Testing;
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

    [Fact]
    public async Task While_STS_does_not_answer_the_SDK_is_told_so_before_it_gives_up()
    {
        var time = new FakeTimeProvider(TimeProvider.System.GetUtcNow());
        await using var gateway = await TestGateway.StartAsync(time: time);
        HttpResponseMessage answer;
        using (gateway.Aws.Faults.Hold("sts"))
        {
            answer = await time.PassUntilAsync(gateway.GetAsync("/container/credentials?role=orders-reader&mode=credentials", gateway.Keycloak.MintAccessToken("demo")));
        }

        ((int)answer.StatusCode).ShouldBe(503);
        (await answer.JsonAsync()).Text("code").ShouldBe("ServiceUnavailable");
        (await answer.JsonAsync()).Text("message").ShouldBe("AWS STS does not answer in time; try again shortly.");
        (await gateway.Audit.NextAsync()).Reason.ShouldBe("sts-unavailable");
    }

    [Fact]
    public async Task A_role_that_wants_another_login_says_which()
    {
        var answer = await GetAsync("fresh", Gateway.Keycloak.MintAccessToken("demo"));

        ((int)answer.StatusCode).ShouldBe(403);
        answer.Headers.WwwAuthenticate.ToString().ShouldContain("error=\"insufficient_user_authentication\"");
        answer.Headers.WwwAuthenticate.ToString().ShouldContain("acr_values=\"gold\"");
    }

    private async Task<HttpResponseMessage> GetAsync(string role, string authorization)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/container/credentials?role=" + role);
        request.Headers.TryAddWithoutValidation("Authorization", authorization);
        return await Gateway.Client.SendAsync(request);
    }
}
