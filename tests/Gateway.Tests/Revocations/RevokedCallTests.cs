using System.Text;
using Gateway.Revocations;
using Gateway.Tests.Assuming;
using Gateway.Tests.Forwarding;
using Gateway.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace Gateway.Tests.Revocations;

/// <summary>What each door says of a revoked caller, in the words on which SDKs fetch new credentials.</summary>
public sealed class RevokedCallTests : IAsyncLifetime
{
    private TestGateway gateway = null!;

    private RevocationList Revocations => gateway.Services.GetRequiredService<RevocationList>();

    public async ValueTask InitializeAsync() => gateway = await TestGateway.StartAsync();

    public ValueTask DisposeAsync() => gateway.DisposeAsync();

    [Fact]
    public async Task A_live_gateway_session_ends_at_the_next_call()
    {
        var keys = await ClientKeys.MintAsync(gateway, claims: claims => claims["sid"] = "ended");
        ((int)(await SendAsync(keys)).StatusCode).ShouldBe(200);

        Revoke(RevocationTarget.Session(gateway.Keycloak.Issuer, "ended"));
        var answer = await SendAsync(keys);

        ((int)answer.StatusCode).ShouldBe(400);
        var xml = await answer.Content.ReadAsStringAsync();
        xml.ShouldContain("<Code>ExpiredToken</Code>");
        xml.ShouldContain("The login session was ended");
    }

    [Theory]
    [InlineData("/api/credentials?role=orders-reader", "revoked")]
    [InlineData("/api/login?role=orders-reader", "revoked")]
    [InlineData("/aws/s3/eu-west-1/", "token-revoked")]
    public async Task Nothing_is_handed_out_or_forwarded_for_whoever_is_revoked_while_STS_is_asked(string door, string reason)
    {
        using var asked = gateway.Aws.Faults.Hold("sts");
        using var request = new HttpRequestMessage(HttpMethod.Get, door);
        request.Headers.Authorization = new("Bearer", gateway.Keycloak.MintAccessToken("demo"));
        request.Headers.Add("X-Gateway-Role", "orders-reader");
        var answering = gateway.Client.SendAsync(request);
        await Waiting.UntilAsync(() => Task.FromResult(gateway.Sessions().Count > 0));

        RevokeDemo();
        asked.Dispose();

        ((int)(await answering).StatusCode).ShouldBeOneOf(400, 401);
        (await gateway.Audit.NextAsync()).Reason.ShouldBe(reason);
        gateway.Aws.Requests.ShouldAllBe(seen => seen.Service == "sts");
    }

    [Fact]
    public async Task A_JSON_service_says_that_the_token_expired()
    {
        var keys = await ClientKeys.MintAsync(gateway);
        RevokeDemo();

        var answer = await gateway.Client.SendAsync(SignedRequest.DynamoDb("ListTables", "{}").Sign(gateway.Url, keys));

        ((int)answer.StatusCode).ShouldBe(400);
        answer.Headers.GetValues("x-amzn-ErrorType").Single().ShouldBe("ExpiredTokenException");
    }

    [Fact]
    public async Task JWT_credentials_and_a_bearer_end_as_well()
    {
        var keys = ClientKeys.OfToken(gateway);
        RevokeDemo();

        ((int)(await SendAsync(keys)).StatusCode).ShouldBe(400);
        (await (await gateway.GetAsync("/aws/s3/eu-west-1/", keys.Token)).Content.ReadAsStringAsync()).ShouldContain("<Code>ExpiredToken</Code>");
    }

    [Theory]
    [InlineData("/api/roles")]
    [InlineData("/api/credentials?role=orders-reader")]
    [InlineData("/api/process-credentials?role=orders-reader")]
    [InlineData("/api/login?role=orders-reader")]
    public async Task The_issuer_s_doors_say_that_the_token_is_no_good(string door)
    {
        var token = gateway.Keycloak.MintAccessToken("demo");
        RevokeDemo();

        var answer = await gateway.GetAsync(door, token);

        ((int)answer.StatusCode).ShouldBe(401);
        answer.Headers.WwwAuthenticate.ToString().ShouldContain("invalid_token");
        (await answer.CodeAsync()).ShouldBe("revoked");
    }

    [Fact]
    public async Task The_container_door_says_ExpiredToken()
    {
        var token = gateway.Keycloak.MintAccessToken("demo");
        RevokeDemo();

        var answer = await gateway.GetAsync("/container/credentials?role=orders-reader", token);

        ((int)answer.StatusCode).ShouldBe(401);
        (await answer.CodeAsync()).ShouldBe("ExpiredToken");
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/sts")]
    public async Task The_STS_doors_say_ExpiredTokenException(string door)
    {
        var token = gateway.Keycloak.MintAccessToken("demo");
        RevokeDemo();
        using var form = new StringContent(
            $"Action=AssumeRoleWithWebIdentity&Version=2011-06-15&RoleSessionName=x&RoleArn={Uri.EscapeDataString(TestPolicy.ReaderArn)}&WebIdentityToken={token}",
            Encoding.UTF8, "application/x-www-form-urlencoded");

        var answer = await gateway.Client.PostAsync(door, form);

        ((int)answer.StatusCode).ShouldBe(400);
        (await answer.Content.ReadAsStringAsync()).ShouldContain("<Code>ExpiredTokenException</Code>");
    }

    [Theory]
    [InlineData("orders-reader", "orders-reader")]
    [InlineData("by-arn", "by-arn:111122223333:Legacy")]
    [InlineData("by-arn:111122223333:Legacy", "by-arn:111122223333:Legacy")]
    public async Task A_revoked_grant_is_neither_listed_nor_issued_nor_used(string revoked, string role)
    {
        var token = gateway.Keycloak.MintAccessToken("demo");
        var keys = await ClientKeys.MintAsync(gateway, role);
        Revoke(RevocationTarget.Grant(revoked));

        (await (await gateway.GetAsync("/api/roles", token)).JsonAsync()).EnumerateArray().Select(listed => listed.Text("id")).ShouldNotContain(role);
        (await (await gateway.GetAsync($"/api/credentials?role={role}", token)).CodeAsync()).ShouldBe("revoked");
        (await (await gateway.GetAsync($"/api/login?role={role}", token)).CodeAsync()).ShouldBe("revoked");
        (await (await SendAsync(keys)).Content.ReadAsStringAsync()).ShouldContain("<Code>ExpiredToken</Code>");
        ((int)(await gateway.GetAsync("/api/credentials?role=orders-writer", token)).StatusCode).ShouldBe(200);
    }

    [Fact]
    public async Task A_new_login_is_let_in()
    {
        RevokeDemo();

        var later = gateway.Keycloak.MintAccessToken("demo", claims => claims["auth_time"] = TimeProvider.System.GetUtcNow().AddSeconds(2).ToUnixTimeSeconds());

        ((int)(await gateway.GetAsync("/api/roles", later)).StatusCode).ShouldBe(200);
    }

    [Fact]
    public async Task A_refused_call_stands_in_the_audit_record_as_revoked()
    {
        var token = gateway.Keycloak.MintAccessToken("demo");
        RevokeDemo();
        await gateway.GetAsync("/aws/s3/eu-west-1/", token);

        var entry = await gateway.Audit.NextAsync();

        entry.Reason.ShouldBe("token-revoked");
        entry.Identity!.Name.ShouldBe("demo");
    }

    [Fact]
    public async Task While_revocations_are_unknown_every_door_asks_to_come_back()
    {
        var token = gateway.Keycloak.MintAccessToken("demo");
        var keys = await ClientKeys.MintAsync(gateway);
        Revocations.IsKnown = false;

        ((int)(await gateway.GetAsync("/api/roles", token)).StatusCode).ShouldBe(503);
        ((int)(await gateway.GetAsync("/container/credentials?role=orders-reader", token)).StatusCode).ShouldBe(503);
        ((int)(await SendAsync(keys)).StatusCode).ShouldBe(503);
    }

    private void RevokeDemo() => Revoke(RevocationTarget.Subject(gateway.Keycloak.Issuer, Sandbox.Keycloak.ExampleRealm.User("demo").Subject));

    private void Revoke(RevocationTarget target) => Revocations.Revoke(target, TimeProvider.System.GetUtcNow(), "a test");

    private Task<HttpResponseMessage> SendAsync(ClientKeys keys) => gateway.Client.SendAsync(new SignedRequest { Path = "/" }.Sign(gateway.Url, keys));
}
