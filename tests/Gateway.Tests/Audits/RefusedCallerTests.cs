using System.Net;
using Gateway.Auditing;
using Gateway.Revocations;
using Gateway.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Shouldly;
using Xunit;

namespace Gateway.Tests.Audits;

/// <summary>A known caller who is over its limit or revoked takes no more places than a stranger, so that all others are still served while a sink stalls.</summary>
public sealed class RefusedCallerTests
{
    private const int Length = 100;
    private const string Forward = "/aws/s3/eu-west-1/";
    private const string Issuer = "/api/roles";

    private readonly StubbornSink sink = new();

    [Theory]
    [InlineData(Forward, "throttled")]
    [InlineData(Issuer, "too-many-requests")]
    public async Task A_caller_over_its_limit_leaves_half_the_places(string path, string reason)
    {
        await using var gateway = await StartAsync(("Gateway:Limits:RequestsPerSecond", "1"), ("Gateway:Limits:Burst", "1"));
        await gateway.GetAsync(Issuer, gateway.Keycloak.MintAccessToken("demo"));

        await ShouldLeaveHalfAsync(gateway, path, reason);
    }

    [Theory]
    [InlineData(Forward, "token-revoked")]
    [InlineData(Issuer, "revoked")]
    public async Task A_revoked_caller_leaves_half_the_places(string path, string reason)
    {
        await using var gateway = await StartAsync();
        await gateway.GetAsync(Issuer, gateway.Keycloak.MintAccessToken("demo"));
        var caller = (await gateway.Audit.NextAsync()).Identity!;
        gateway.Services.GetRequiredService<RevocationList>()
            .Revoke(RevocationTarget.Subject(caller.Issuer, caller.Subject), gateway.Services.GetRequiredService<TimeProvider>().GetUtcNow(), "a test");

        await ShouldLeaveHalfAsync(gateway, path, reason);
    }

    [Fact]
    public async Task Strangers_who_register_clients_leave_half_the_places()
    {
        await using var gateway = await StartAsync(("Gateway:Sso:LoginsPerMinute", "1000"));
        sink.Block();
        var registered = 0;
        for (var i = 0; i < Length; i++)
        {
            using var client = new StringContent("""{"clientName":"x","clientType":"public"}""");
            registered += (await gateway.Client.PostAsync("/sso-oidc/client/register", client)).IsSuccessStatusCode ? 1 : 0;
        }

        registered.ShouldBe(Length / 2);
        (await CallAsync(gateway, Forward, gateway.Keycloak.MintAccessToken("demo"))).StatusCode.ShouldBe(HttpStatusCode.OK);
        sink.Unblock();
    }

    [Theory]
    [InlineData("refuse", HttpStatusCode.ServiceUnavailable)]
    [InlineData("drop", HttpStatusCode.OK)]
    public async Task A_call_of_a_caller_who_may_goes_out_without_a_place_only_where_records_are_dropped(string whenFull, HttpStatusCode status)
    {
        await using var gateway = await StartAsync(("Gateway:Audit:WhenFull", whenFull));
        var token = gateway.Keycloak.MintAccessToken("demo");
        sink.Block();
        while (Queue(gateway).Taken < Length)
        {
            await gateway.GetAsync(Issuer, token);
        }

        (await CallAsync(gateway, Forward, token)).StatusCode.ShouldBe(status);

        sink.Unblock();
    }

    private async Task ShouldLeaveHalfAsync(TestGateway gateway, string path, string reason)
    {
        var token = gateway.Keycloak.MintAccessToken("demo");
        await Waiting.UntilAsync(() => Task.FromResult(Queue(gateway).Taken == 0));
        sink.Block();
        for (var i = 0; i < Length * 2; i++)
        {
            (await CallAsync(gateway, path, token)).IsSuccessStatusCode.ShouldBeFalse();
        }

        await Waiting.UntilAsync(() => Task.FromResult(Queue(gateway).Taken + Queue(gateway).Dropped == Length * 2));
        Queue(gateway).Taken.ShouldBe(Length / 2);
        (await CallAsync(gateway, Forward, gateway.Keycloak.MintAccessToken("viewer"))).StatusCode.ShouldNotBe(HttpStatusCode.ServiceUnavailable);
        Queue(gateway).Taken.ShouldBe((Length / 2) + 1);
        await ShouldBeRecordedAsync(gateway, reason);
        sink.Unblock();
    }

    private static async Task ShouldBeRecordedAsync(TestGateway gateway, string reason)
    {
        while ((await gateway.Audit.NextAsync()).Reason != reason)
        {
            // Those before it.
        }
    }

    private AuditQueue Queue(TestGateway gateway) => gateway.Services.GetRequiredService<AuditRecorder>().Queues.Single(queue => queue.Name == sink.Name);

    private static async Task<HttpResponseMessage> CallAsync(TestGateway gateway, string path, string token)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Authorization = new("Bearer", token);
        request.Headers.Add("X-Gateway-Role", "orders-reader");
        return await gateway.Client.SendAsync(request);
    }

    private Task<TestGateway> StartAsync(params (string Key, string Value)[] settings) => TestGateway.StartAsync(
        time: new FakeTimeProvider(TimeProvider.System.GetUtcNow()),
        settings: [("Gateway:Audit:QueueLength", $"{Length}"), ("Gateway:Limits:ConcurrentRequests", "50"), .. settings],
        configure: builder => builder.Services.AddSingleton<IAuditSink>(sink));
}
