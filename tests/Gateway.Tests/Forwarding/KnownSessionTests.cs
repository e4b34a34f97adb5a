using System.Net;
using Gateway.Tests.Hosting;
using Microsoft.Extensions.Time.Testing;
using Shouldly;
using Xunit;

namespace Gateway.Tests.Forwarding;

/// <summary>Gateway credentials that were opened are remembered; every call is proven and decided anew all the same.</summary>
public sealed class KnownSessionTests
{
    private readonly FakeTimeProvider time = new(TimeProvider.System.GetUtcNow());

    [Fact]
    public async Task Credentials_in_use_end_at_their_second()
    {
        await using var gateway = await TestGateway.StartAsync(time: time);
        var minted = time.GetUtcNow();
        var keys = await ClientKeys.MintAsync(gateway);
        (await CallAsync(gateway, keys)).StatusCode.ShouldBe(HttpStatusCode.NotFound);

        time.SetUtcNow(minted.AddHours(1).AddSeconds(1));
        var answer = await CallAsync(gateway, keys);

        ((int)answer.StatusCode).ShouldBeOneOf(400, 403);
        (await answer.Content.ReadAsStringAsync()).ShouldContain("<Code>ExpiredToken</Code>");
    }

    [Fact]
    public async Task A_session_in_use_does_not_vouch_for_another_access_key_id()
    {
        await using var gateway = await TestGateway.StartAsync(time: time);
        var keys = await ClientKeys.MintAsync(gateway);
        (await CallAsync(gateway, keys)).StatusCode.ShouldBe(HttpStatusCode.NotFound);

        var answer = await CallAsync(gateway, keys with { AccessKeyId = "GWAYABCDEFGHIJKLMNOP" });

        (await answer.Content.ReadAsStringAsync()).ShouldContain("<Code>InvalidAccessKeyId</Code>");
    }

    [Fact]
    public async Task A_session_in_use_does_not_vouch_for_another_token()
    {
        await using var gateway = await TestGateway.StartAsync(time: time);
        var (keys, other) = (await ClientKeys.MintAsync(gateway), await ClientKeys.MintAsync(gateway));
        (await CallAsync(gateway, keys)).StatusCode.ShouldBe(HttpStatusCode.NotFound);

        var broken = await CallAsync(gateway, keys with { Token = keys.Token[..20] + (keys.Token[20] == 'A' ? 'B' : 'A') + keys.Token[21..] });
        var foreign = await CallAsync(gateway, keys with { Token = other.Token });

        (await broken.Content.ReadAsStringAsync()).ShouldContain("<Code>InvalidToken</Code>");
        (await foreign.Content.ReadAsStringAsync()).ShouldContain("<Code>InvalidAccessKeyId</Code>");
        (await CallAsync(gateway, keys)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_session_in_use_does_not_vouch_for_another_secret()
    {
        await using var gateway = await TestGateway.StartAsync(time: time);
        var keys = await ClientKeys.MintAsync(gateway);
        (await CallAsync(gateway, keys)).StatusCode.ShouldBe(HttpStatusCode.NotFound);

        var answer = await CallAsync(gateway, keys with { Secret = keys.Secret + "x" });

        (await answer.Content.ReadAsStringAsync()).ShouldContain("<Code>SignatureDoesNotMatch</Code>");
    }

    [Fact]
    public async Task A_session_in_use_loses_a_grant_that_the_policy_loses()
    {
        await using var gateway = await TestGateway.StartAsync(time: time);
        var keys = await ClientKeys.MintAsync(gateway);
        (await CallAsync(gateway, keys)).StatusCode.ShouldBe(HttpStatusCode.NotFound);

        await gateway.ChangePolicyAsync(time, TestPolicy.Usual.Replace("clientRoles: [orders-reader] }", "clientRoles: [nobody] }", StringComparison.Ordinal));
        var answer = await CallAsync(gateway, keys);

        (await answer.Content.ReadAsStringAsync()).ShouldContain("<Code>AccessDenied</Code>");
    }

    [Fact]
    public async Task A_session_in_use_takes_the_role_that_the_policy_names_by_then()
    {
        await using var gateway = await TestGateway.StartAsync(time: time);
        var keys = await ClientKeys.MintAsync(gateway);
        await CallAsync(gateway, keys);

        await gateway.ChangePolicyAsync(time, TestPolicy.Usual.Replace("role/OrdersReader", "role/Narrower", StringComparison.Ordinal));
        await CallAsync(gateway, keys);

        gateway.Aws.AssumeRoleCalls.Select(call => call.RoleArn).ShouldBe([TestPolicy.ReaderArn, "arn:aws:iam::111122223333:role/Narrower"]);
    }

    [Fact]
    public async Task A_session_in_use_is_judged_by_the_address_of_each_call()
    {
        await using var gateway = await TestGateway.StartAsync(
            TestPolicy.Usual.Replace("when: { clientRoles: [orders-reader] }", "when: { clientRoles: [orders-reader], sourceIp: [127.0.0.0/8] }", StringComparison.Ordinal),
            time,
            [("Gateway:TrustedProxies:0", "127.0.0.0/8")]);
        var keys = await ClientKeys.MintAsync(gateway);
        (await CallAsync(gateway, keys)).StatusCode.ShouldBe(HttpStatusCode.NotFound);

        var elsewhere = new SignedRequest { Date = time.GetUtcNow(), Headers = { ["X-Forwarded-For"] = "203.0.113.9" } };
        var answer = await gateway.Client.SendAsync(elsewhere.Sign(gateway.Url, keys));

        (await answer.Content.ReadAsStringAsync()).ShouldContain("<Code>AccessDenied</Code>");
    }

    [Fact]
    public async Task A_session_in_use_is_judged_by_the_age_that_its_login_has_by_then()
    {
        await using var gateway = await TestGateway.StartAsync(
            TestPolicy.Usual.Replace("when: { clientRoles: [orders-reader] }", "when: { clientRoles: [orders-reader], maxAuthAge: 15m }", StringComparison.Ordinal), time);
        var keys = await ClientKeys.MintAsync(gateway, claims: token => token["auth_time"] = time.GetUtcNow().ToUnixTimeSeconds());
        (await CallAsync(gateway, keys)).StatusCode.ShouldBe(HttpStatusCode.NotFound);

        time.Advance(TimeSpan.FromMinutes(16));
        var answer = await CallAsync(gateway, keys);

        (await answer.Content.ReadAsStringAsync()).ShouldContain("<Code>AccessDenied</Code>");
    }

    // The stand-in has no such bucket: 404 is AWS's own answer, so the call went through.
    private Task<HttpResponseMessage> CallAsync(TestGateway gateway, ClientKeys keys) =>
        gateway.Client.SendAsync(new SignedRequest { Date = time.GetUtcNow() }.Sign(gateway.Url, keys));
}
