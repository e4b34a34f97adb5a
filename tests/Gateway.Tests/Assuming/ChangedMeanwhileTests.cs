using Gateway.Policies;
using Gateway.Revocations;
using Gateway.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Shouldly;
using WireMock.RequestBuilders;
using WireMock.ResponseBuilders;
using WireMock.Server;
using Xunit;

namespace Gateway.Tests.Assuming;

/// <summary>What changes while AWS is asked counts for whoever waits; a revocation while STS is asked is in RevokedCallTests.</summary>
public sealed class ChangedMeanwhileTests
{
    private const string Forward = "/aws/s3/eu-west-1/";
    private const string Issue = "/api/credentials?role=orders-reader";

    private readonly FakeTimeProvider time = new(TimeProvider.System.GetUtcNow());

    [Theory]
    [InlineData(Forward, "services: [s3, dynamodb, sqs, sts]", "operations: [\"s3:GetObject\"]", "access-denied")]
    [InlineData(Forward, "role/OrdersReader", "role/Another", "unavailable")]
    [InlineData(Forward, "duration: 30m", "duration: 20m", "unavailable")]
    [InlineData(Issue, "role/OrdersReader", "role/Another", "sts-unavailable")]
    [InlineData(Issue, "duration: 30m", "duration: 20m", "sts-unavailable")]
    public async Task A_policy_that_changed_while_STS_was_asked_counts(string door, string before, string after, string reason)
    {
        await using var gateway = await TestGateway.StartAsync(time: time);
        await File.WriteAllTextAsync(gateway.PolicyFile, TestPolicy.Usual.Replace(before, after, StringComparison.Ordinal));
        // Seen changed; it is taken once it has settled.
        time.Advance(PolicyStore.PollInterval);

        await AskAsync(gateway, door, gateway.Keycloak.MintAccessToken("demo"), () => time.Advance(PolicyStore.SettleTime));

        (await gateway.Audit.NextAsync()).Reason.ShouldBe(reason);
        gateway.Aws.Requests.ShouldAllBe(seen => seen.Service == "sts");
    }

    [Fact]
    public async Task The_record_of_a_forwarded_call_names_the_policy_that_let_it_out()
    {
        await using var gateway = await TestGateway.StartAsync(time: time);
        await File.WriteAllTextAsync(gateway.PolicyFile, TestPolicy.Usual.Replace("Read the orders.", "Read all orders.", StringComparison.Ordinal));
        time.Advance(PolicyStore.PollInterval);
        var policies = gateway.Services.GetRequiredService<PolicyStore>();
        var before = policies.Current.Version;

        await AskAsync(gateway, Forward, gateway.Keycloak.MintAccessToken("demo"), () => time.Advance(PolicyStore.SettleTime));

        policies.Current.Version.ShouldNotBe(before);
        (await gateway.Audit.NextAsync()).PolicyVersion.ShouldBe(policies.Current.Version);
    }

    [Fact]
    public async Task A_token_that_ended_while_STS_was_asked_is_given_nothing()
    {
        await using var gateway = await TestGateway.StartAsync(time: time);
        // Two seconds are left of the thirty that clocks may be apart.
        var token = gateway.Keycloak.MintAccessToken("demo", claims => claims["exp"] = time.GetUtcNow().ToUnixTimeSeconds() - 28);

        await AskAsync(gateway, Issue, token, () => time.Advance(TimeSpan.FromSeconds(2)));

        (await gateway.Audit.NextAsync()).Reason.ShouldBe("expired-token");
    }

    [Fact]
    public async Task Whoever_is_revoked_while_the_sign_in_service_is_asked_gets_no_console()
    {
        using var signIn = WireMockServer.Start();
        await using var gateway = await TestGateway.StartAsync(settings: [("Gateway:Aws:Endpoints:signin", signIn.Url!)]);
        var demo = RevocationTarget.Subject(gateway.Keycloak.Issuer, Sandbox.Keycloak.ExampleRealm.User("demo").Subject);
        signIn.Given(Request.Create().UsingGet()).RespondWith(Response.Create().WithBody(_ =>
        {
            gateway.Services.GetRequiredService<RevocationList>().Revoke(demo, TimeProvider.System.GetUtcNow(), "a test");
            return """{"SigninToken":"x"}""";
        }));

        await gateway.GetAsync("/api/login?role=orders-reader", gateway.Keycloak.MintAccessToken("demo"));

        (await gateway.Audit.NextAsync()).Reason.ShouldBe("revoked");
    }

    /// <summary>Asks a door, and lets something happen before STS answers.</summary>
    private static async Task AskAsync(TestGateway gateway, string door, string token, Action happens)
    {
        using var asked = gateway.Aws.Faults.Hold("sts");
        using var request = new HttpRequestMessage(HttpMethod.Get, door);
        request.Headers.Authorization = new("Bearer", token);
        request.Headers.Add("X-Gateway-Role", "orders-reader");
        var answering = gateway.Client.SendAsync(request);
        await Waiting.UntilAsync(() => gateway.Sessions().Count > 0);

        happens();
        asked.Dispose();
        (await answering).Dispose();
    }
}
