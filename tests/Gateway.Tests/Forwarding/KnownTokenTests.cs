using System.Net;
using Gateway.Forwarding.Proofs;
using Gateway.Identity;
using Gateway.Revocations;
using Gateway.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Shouldly;
using Xunit;

namespace Gateway.Tests.Forwarding;

/// <summary>What was worked out of a token that was used before is kept; every call is proven and decided anew all the same.</summary>
public sealed class KnownTokenTests : IAsyncLifetime
{
    private const string Writer = "orders-writer";

    private readonly FakeTimeProvider time = new(TimeProvider.System.GetUtcNow());
    private TestGateway gateway = null!;
    private ClientKeys keys = null!;

    public async ValueTask InitializeAsync()
    {
        gateway = await TestGateway.StartAsync(time: time);
        keys = ClientKeys.OfToken(gateway);
        await ShouldPassAsync(keys);
        await ShouldPassAsync(keys.Secret, "orders-reader");
    }

    [Fact]
    public async Task Token_in_use_does_not_vouch_for_another_secret()
    {
        var answer = await CallAsync(keys with { Secret = keys.Secret + "x" });

        (await answer.Content.ReadAsStringAsync()).ShouldContain("<Code>SignatureDoesNotMatch</Code>");
        await ShouldPassAsync(keys);
    }

    [Fact]
    public async Task Token_in_use_does_not_vouch_for_another_token()
    {
        var other = ClientKeys.OfToken(gateway);

        var answer = await CallAsync(keys with { Token = other.Token });

        (await answer.Content.ReadAsStringAsync()).ShouldContain("<Code>SignatureDoesNotMatch</Code>");
    }

    [Fact]
    public async Task Token_in_use_is_judged_by_the_role_of_each_call()
    {
        (await RefusedAsync(await CallAsync(keys with { AccessKeyId = "nobody" }))).ShouldBeTrue();
        (await RefusedAsync(await CallAsync(keys.Secret, "nobody"))).ShouldBeTrue();
        (await RefusedAsync(await CallAsync(keys with { AccessKeyId = new string('a', 3000) }))).ShouldBeTrue();

        await ShouldPassAsync(keys);
        await ShouldPassAsync(keys.Secret, "orders-reader");
    }

    [Fact]
    public async Task Calls_of_a_token_by_two_roles_in_turn_go_out_with_each_its_own()
    {
        foreach (var role in (string[])[Writer, "orders-reader", Writer])
        {
            await ShouldPassAsync(keys with { AccessKeyId = role });
            var record = await gateway.Audit.NextOfAsync("forward");
            while (record.RoleId != role)
            {
                record = await gateway.Audit.NextOfAsync("forward");
            }

            record.Outcome.ShouldBe("allowed");
            record.GrantId.ShouldBe(role);
        }
    }

    [Fact]
    public async Task Token_in_use_loses_a_grant_that_the_policy_loses()
    {
        await gateway.ChangePolicyAsync(time, TestPolicy.Usual.Replace("clientRoles: [orders-reader] }", "clientRoles: [nobody] }", StringComparison.Ordinal));

        (await RefusedAsync(await CallAsync(keys))).ShouldBeTrue();
        (await RefusedAsync(await CallAsync(keys.Secret, "orders-reader"))).ShouldBeTrue();
    }

    [Fact]
    public async Task Token_in_use_ends_at_its_second()
    {
        time.Advance(TimeSpan.FromMinutes(6));

        var answer = await CallAsync(keys);

        (await answer.Content.ReadAsStringAsync()).ShouldContain("<Code>ExpiredToken</Code>");
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task Token_in_use_is_judged_by_the_address_of_each_call(string way, string role)
    {
        await using var near = await TestGateway.StartAsync(
            ByArn(TestPolicy.Usual).Replace("when: { clientRoles: [orders-reader] }", "when: { clientRoles: [orders-reader], sourceIp: [127.0.0.0/8] }", StringComparison.Ordinal),
            time,
            [("Gateway:TrustedProxies:0", "127.0.0.0/8")]);
        var token = near.Keycloak.MintAccessToken("demo");
        (await CallAsync(near, way, role, token)).StatusCode.ShouldBe(HttpStatusCode.NotFound);

        (await RefusedAsync(await CallAsync(near, way, role, token, from: "203.0.113.9"))).ShouldBeTrue();
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task Token_in_use_is_judged_by_the_age_that_its_login_has_by_then(string way, string role)
    {
        await using var near = await TestGateway.StartAsync(
            ByArn(TestPolicy.Usual).Replace("when: { clientRoles: [orders-reader] }", "when: { clientRoles: [orders-reader], maxAuthAge: 2m }", StringComparison.Ordinal), time);
        var token = near.Keycloak.MintAccessToken("demo", claims => claims["auth_time"] = time.GetUtcNow().ToUnixTimeSeconds());
        (await CallAsync(near, way, role, token)).StatusCode.ShouldBe(HttpStatusCode.NotFound);

        time.Advance(TimeSpan.FromMinutes(3));

        (await RefusedAsync(await CallAsync(near, way, role, token))).ShouldBeTrue();
    }

    [Fact]
    public async Task Token_in_use_ends_when_its_login_is_revoked()
    {
        gateway.Services.GetRequiredService<RevocationList>()
            .Revoke(RevocationTarget.Subject(gateway.Keycloak.Issuer, Sandbox.Keycloak.ExampleRealm.User("demo").Subject), time.GetUtcNow(), "a test");

        (await (await CallAsync(keys)).Content.ReadAsStringAsync()).ShouldContain("<Code>ExpiredToken</Code>");
        (await (await CallAsync(keys.Secret, "orders-reader")).Content.ReadAsStringAsync()).ShouldContain("<Code>ExpiredToken</Code>");
    }

    [Fact]
    public async Task Token_in_use_ends_with_the_key_of_its_issuer()
    {
        var old = gateway.Keycloak.Keys.Active.Id;
        gateway.Keycloak.RotateKeys();
        gateway.Keycloak.DisableKey(old);
        await gateway.Services.GetRequiredService<Issuers>().All[0].RefreshAsync(CancellationToken.None);

        (await (await CallAsync(keys)).Content.ReadAsStringAsync()).ShouldContain("<Code>InvalidToken</Code>");
        ((int)(await CallAsync(keys.Secret, "orders-reader")).StatusCode).ShouldBeOneOf(400, 401, 403);
    }

    public static TheoryData<string, string> Ways => new()
    {
        { "jwt", "orders-reader" },
        { "jwt", TestPolicy.ReaderArn },
        { "bearer", "orders-reader" },
        { "bearer", TestPolicy.ReaderArn },
    };

    public async ValueTask DisposeAsync() => await gateway.DisposeAsync();

    // Ids of captured roles begin with the grant's: of a grant that is called so they look like ARNs.
    private static string ByArn(string policy) => policy.Replace("id: by-arn", "id: arn", StringComparison.Ordinal);

    // The stand-in has no such bucket: 404 is AWS's own answer, so the call went through.
    private async Task ShouldPassAsync(ClientKeys with) => (await CallAsync(with)).StatusCode.ShouldBe(HttpStatusCode.NotFound);

    private async Task ShouldPassAsync(string token, string role) => (await CallAsync(token, role)).StatusCode.ShouldBe(HttpStatusCode.NotFound);

    private static async Task<bool> RefusedAsync(HttpResponseMessage answer) => (await answer.Content.ReadAsStringAsync()).Contains("<Code>AccessDenied</Code>", StringComparison.Ordinal);

    private async Task<HttpResponseMessage> CallAsync(TestGateway near, string way, string role, string token, string? from = null)
    {
        using var request = way == "jwt" ? new SignedRequest { Date = time.GetUtcNow() }.Sign(near.Url, new ClientKeys(role, token, token)) : Bearer(token, role);
        if (from is not null)
        {
            request.Headers.Add("X-Forwarded-For", from);
        }

        return await near.Client.SendAsync(request);
    }

    private Task<HttpResponseMessage> CallAsync(ClientKeys with) => gateway.Client.SendAsync(new SignedRequest { Date = time.GetUtcNow() }.Sign(gateway.Url, with));

    private async Task<HttpResponseMessage> CallAsync(string token, string role)
    {
        using var request = Bearer(token, role);
        return await gateway.Client.SendAsync(request);
    }

    private static HttpRequestMessage Bearer(string token, string role)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, "/aws/s3/eu-west-1/no-such-bucket/key");
        request.Headers.Authorization = new("Bearer", token);
        request.Headers.Add(ProofReader.RoleHeader, role);
        return request;
    }
}
