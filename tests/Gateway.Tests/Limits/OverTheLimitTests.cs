using System.Text;
using Gateway.Tests.Forwarding;
using Gateway.Tests.Hosting;
using Gateway.Tests.Portal;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Shouldly;
using Xunit;

namespace Gateway.Tests.Limits;

/// <summary>A caller over its limit gets the shape on which its SDK waits and tries again. Time stands still, so that nothing is given back.</summary>
public sealed class OverTheLimitTests
{
    private static readonly (string Key, string Value)[] Settings = [("Gateway:Limits:RequestsPerSecond", "1"), ("Gateway:Limits:Burst", "1")];

    [Fact]
    public async Task S3_says_SlowDown()
    {
        await using var gateway = await StartAsync();
        var keys = await ClientKeys.MintAsync(gateway);

        var answer = await gateway.Client.SendAsync(new SignedRequest { Path = "/", Date = gateway.Services.GetRequiredService<TimeProvider>().GetUtcNow() }.Sign(gateway.Url, keys));

        ((int)answer.StatusCode).ShouldBe(503);
        (await answer.Content.ReadAsStringAsync()).ShouldContain("<Code>SlowDown</Code>");
    }

    [Fact]
    public async Task A_JSON_service_says_ThrottlingException()
    {
        await using var gateway = await StartAsync();
        var keys = await ClientKeys.MintAsync(gateway);
        var call = SignedRequest.DynamoDb("ListTables", "{}");
        call.Date = gateway.Services.GetRequiredService<TimeProvider>().GetUtcNow();

        var answer = await gateway.Client.SendAsync(call.Sign(gateway.Url, keys));

        ((int)answer.StatusCode).ShouldBe(400);
        answer.Headers.GetValues("x-amzn-ErrorType").Single().ShouldBe("ThrottlingException");
    }

    [Fact]
    public async Task The_issuer_s_door_says_429_and_when_to_come_back()
    {
        await using var gateway = await StartAsync();
        var token = gateway.Keycloak.MintAccessToken("demo");
        await gateway.GetAsync("/api/roles", token);

        var answer = await gateway.GetAsync("/api/roles", token);

        ((int)answer.StatusCode).ShouldBe(429);
        answer.Headers.RetryAfter!.Delta.ShouldBe(TimeSpan.FromSeconds(1));
        (await answer.CodeAsync()).ShouldBe("too-many-requests");
        ((int)(await gateway.GetAsync("/api/roles", gateway.Keycloak.MintAccessToken("viewer"))).StatusCode).ShouldBe(200);
    }

    [Fact]
    public async Task The_container_and_STS_doors_say_Throttling()
    {
        await using var gateway = await StartAsync();
        var token = gateway.Keycloak.MintAccessToken("demo");
        await gateway.GetAsync("/api/roles", token);
        using var form = new StringContent(
            $"Action=AssumeRoleWithWebIdentity&Version=2011-06-15&RoleSessionName=x&RoleArn={Uri.EscapeDataString(TestPolicy.ReaderArn)}&WebIdentityToken={token}",
            Encoding.UTF8, "application/x-www-form-urlencoded");

        var container = await gateway.GetAsync("/container/credentials?role=orders-reader", token);
        var sts = await gateway.Client.PostAsync("/", form);

        ((int)container.StatusCode).ShouldBe(429);
        (await container.CodeAsync()).ShouldBe("Throttling");
        ((int)sts.StatusCode).ShouldBe(400);
        (await sts.Content.ReadAsStringAsync()).ShouldContain("<Code>Throttling</Code>");
    }

    [Fact]
    public async Task The_SSO_door_says_TooManyRequestsException()
    {
        await using var gateway = await StartAsync();
        var token = gateway.Keycloak.MintAccessToken("demo");
        await gateway.GetAsync("/api/roles", token);
        using var request = new HttpRequestMessage(HttpMethod.Get, "/sso/assignment/accounts");
        request.Headers.Add("x-amz-sso_bearer_token", token);

        var answer = await gateway.Client.SendAsync(request);

        ((int)answer.StatusCode).ShouldBe(429);
        answer.Headers.GetValues("x-amzn-ErrorType").ShouldBe(["TooManyRequestsException"]);
    }

    [Fact]
    public async Task The_portal_tells_the_person_on_a_page()
    {
        await using var gateway = await PortalGateway.StartAsync(time: new FakeTimeProvider(TimeProvider.System.GetUtcNow()), settings: Settings);
        // The page that follows a sign-in takes the one request there is.
        using var browser = await PortalBrowser.SignedInAsync(gateway);

        using var answer = await browser.StepAsync(browser.Gateway);

        ((int)answer.StatusCode).ShouldBe(429);
        (await answer.Content.ReadAsStringAsync()).ShouldContain("You make more requests than the gateway takes");
    }

    [Fact]
    public async Task The_audit_record_says_throttled()
    {
        await using var gateway = await StartAsync();
        var token = gateway.Keycloak.MintAccessToken("demo");
        await gateway.GetAsync("/aws/s3/eu-west-1/", token);
        await gateway.GetAsync("/aws/s3/eu-west-1/", token);

        var reasons = new[] { (await gateway.Audit.NextAsync()).Reason, (await gateway.Audit.NextAsync()).Reason };

        reasons.Count(reason => reason == "throttled").ShouldBe(1, "a record may come a moment after its answer");
    }

    private static Task<TestGateway> StartAsync() => TestGateway.StartAsync(time: new FakeTimeProvider(TimeProvider.System.GetUtcNow()), settings: Settings);
}
