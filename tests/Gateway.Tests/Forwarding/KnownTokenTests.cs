using System.Net;
using Gateway.Forwarding.Proofs;
using Gateway.Tests.Hosting;
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
        await File.WriteAllTextAsync(gateway.PolicyFile, TestPolicy.Usual.Replace("clientRoles: [orders-reader] }", "clientRoles: [nobody] }", StringComparison.Ordinal), TestContext.Current.CancellationToken);
        time.Advance(TimeSpan.FromSeconds(2));
        time.Advance(TimeSpan.FromSeconds(2));

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

    public async ValueTask DisposeAsync() => await gateway.DisposeAsync();

    // The stand-in has no such bucket: 404 is AWS's own answer, so the call went through.
    private async Task ShouldPassAsync(ClientKeys with) => (await CallAsync(with)).StatusCode.ShouldBe(HttpStatusCode.NotFound);

    private async Task ShouldPassAsync(string token, string role) => (await CallAsync(token, role)).StatusCode.ShouldBe(HttpStatusCode.NotFound);

    private static async Task<bool> RefusedAsync(HttpResponseMessage answer) => (await answer.Content.ReadAsStringAsync()).Contains("<Code>AccessDenied</Code>", StringComparison.Ordinal);

    private Task<HttpResponseMessage> CallAsync(ClientKeys with) => gateway.Client.SendAsync(new SignedRequest { Date = time.GetUtcNow() }.Sign(gateway.Url, with));

    private async Task<HttpResponseMessage> CallAsync(string token, string role)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/aws/s3/eu-west-1/no-such-bucket/key");
        request.Headers.Authorization = new("Bearer", token);
        request.Headers.Add(ProofReader.RoleHeader, role);
        return await gateway.Client.SendAsync(request);
    }
}
