using System.Text.Json;
using Gateway.Auditing;
using Gateway.Tests.Forwarding;
using Gateway.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace Gateway.Tests.Audits;

/// <summary>What is not recorded does not happen: every door refuses, in its own language, while no record has a place.</summary>
public sealed class AuditRefusalTests : IAsyncLifetime
{
    private readonly StubbornSink sink = new();
    private TestGateway gateway = null!;
    private ClientKeys keys = null!;
    private string token = null!;

    [Fact]
    public async Task S3_is_refused_as_S3_refuses_and_nothing_goes_out()
    {
        var answer = await gateway.Client.SendAsync(new SignedRequest { Path = "/" }.Sign(gateway.Url, keys));

        ((int)answer.StatusCode).ShouldBe(503);
        (await answer.Content.ReadAsStringAsync()).ShouldContain("<Code>ServiceUnavailable</Code>");
        gateway.Aws.RequestCount.ShouldBe(0);
    }

    [Fact]
    public async Task DynamoDB_is_refused_in_its_JSON()
    {
        var answer = await gateway.Client.SendAsync(SignedRequest.DynamoDb("ListTables", "{}").Sign(gateway.Url, keys));

        ((int)answer.StatusCode).ShouldBe(503);
        answer.Headers.GetValues("x-amzn-ErrorType").Single().ShouldStartWith("ServiceUnavailable");
        gateway.Aws.RequestCount.ShouldBe(0);
    }

    [Theory]
    [InlineData("/api/roles")]
    [InlineData("/api/credentials?role=orders-reader")]
    [InlineData("/api/login?role=orders-reader")]
    public async Task The_issuer_is_refused_by_a_problem(string path)
    {
        var answer = await gateway.GetAsync(path, token);

        ((int)answer.StatusCode).ShouldBe(503);
        (await answer.CodeAsync()).ShouldBe("audit-unavailable");
        gateway.Aws.RequestCount.ShouldBe(0);
    }

    [Fact]
    public async Task The_container_provider_is_refused_in_its_shape()
    {
        var answer = await gateway.GetAsync("/container/credentials?role=orders-reader", token);

        ((int)answer.StatusCode).ShouldBe(503);
        (await answer.CodeAsync()).ShouldBe("ServiceUnavailable");
    }

    [Fact]
    public async Task The_SSO_door_is_refused_in_its_shape()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/sso/assignment/accounts");
        request.Headers.Add("x-amz-sso_bearer_token", token);

        var answer = await gateway.Client.SendAsync(request);

        ((int)answer.StatusCode).ShouldBe(503);
        answer.Headers.GetValues("x-amzn-ErrorType").ShouldBe(["ServiceUnavailableException"]);
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/sts")]
    public async Task STS_is_refused_in_its_XML(string path)
    {
        var answer = await gateway.Client.PostAsync(path, new FormUrlEncodedContent(new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["Action"] = "AssumeRoleWithWebIdentity",
            ["Version"] = "2011-06-15",
            ["RoleArn"] = TestPolicy.ReaderArn,
            ["RoleSessionName"] = "x",
            ["WebIdentityToken"] = token,
        }));

        ((int)answer.StatusCode).ShouldBe(503);
        (await answer.Content.ReadAsStringAsync()).ShouldContain("<Code>ServiceUnavailable</Code>");
        gateway.Aws.RequestCount.ShouldBe(0);
    }

    [Fact]
    public async Task It_is_live_and_not_ready_and_names_the_sink()
    {
        (await gateway.Client.GetAsync("/livez")).EnsureSuccessStatusCode();
        var ready = await gateway.Client.GetAsync("/readyz");

        ((int)ready.StatusCode).ShouldBe(503);
        var report = await ready.JsonAsync();
        Texts(report, "missing").ShouldBe(["audit: 100 records wait for stubborn, which is as many as may: requests are refused"]);
        Texts(report, "warnings").ShouldBeEmpty();
    }

    [Fact]
    public async Task Of_a_failing_sink_the_cause_is_told_until_it_takes_records_again_and_it_is_ready()
    {
        sink.Fails = true;
        sink.Unblock();
        await Waiting.UntilAsync(async () => Texts(await ReadyAsync(), "missing").Any(missing => missing.EndsWith(": No space left on device", StringComparison.Ordinal)));

        sink.Fails = false;
        await Waiting.UntilAsync(async () => (await gateway.Client.GetAsync("/readyz")).IsSuccessStatusCode && Texts(await ReadyAsync(), "warnings").Count == 0);
    }

    [Fact]
    public async Task Refusals_are_counted()
    {
        await gateway.GetAsync("/api/roles", token);

        gateway.Services.GetRequiredService<AuditRecorder>().Refusals.ShouldBe(1);
    }

    [Fact]
    public async Task What_is_refused_is_recorded_by_every_sink_that_has_room()
    {
        await gateway.GetAsync("/api/roles", token: "no token");
        await gateway.GetAsync("/api/roles", token);

        // A record follows its answer, so that of the second call may come first.
        string?[] reasons = [(await NextRefusedAsync()).Reason, (await NextRefusedAsync()).Reason];
        reasons.ShouldBe(["invalid-token", "audit-unavailable"], ignoreOrder: true);
        var queues = gateway.Services.GetRequiredService<AuditRecorder>().Queues;
        await Waiting.UntilAsync(() => Task.FromResult(queues.All(queue => queue.Dropped == (queue.Name == sink.Name ? 2 : 0))));
    }

    [Fact]
    public async Task Calls_pass_again_when_the_records_are_written()
    {
        (await gateway.GetAsync("/api/roles", token)).StatusCode.ShouldBe(System.Net.HttpStatusCode.ServiceUnavailable);
        sink.Unblock();

        using var timeout = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (!(await gateway.GetAsync("/api/roles", token)).IsSuccessStatusCode)
        {
            await Task.Delay(20, timeout.Token);
        }
    }

    private async Task<AuditEntry> NextRefusedAsync()
    {
        while (true)
        {
            if (await gateway.Audit.NextAsync() is { Reason: not null } entry)
            {
                return entry;
            }
        }
    }

    private async Task<JsonElement> ReadyAsync() => await (await gateway.Client.GetAsync("/readyz")).JsonAsync();

    private static IReadOnlyList<string> Texts(JsonElement report, string name) => [.. report.GetProperty(name).EnumerateArray().Select(text => text.GetString()!)];

    public async ValueTask InitializeAsync()
    {
        gateway = await TestGateway.StartAsync(settings: [("Gateway:Audit:QueueLength", "100"), ("Gateway:Limits:ConcurrentRequests", "50")], configure: builder => builder.Services.AddSingleton<IAuditSink>(sink));
        keys = await ClientKeys.MintAsync(gateway);
        token = gateway.Keycloak.MintAccessToken("demo");
        var queues = gateway.Services.GetRequiredService<AuditRecorder>().Queues;
        var queue = queues.Single(queue => queue.Name == sink.Name);
        using var timeout = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (queue.Taken > 0)
        {
            await Task.Delay(5, timeout.Token);
        }

        // A hundred records that cannot be written take all places. The other sinks gather theirs for a moment, in which they must not run out of places.
        sink.Block();
        while (queue.Taken < 100)
        {
            for (var i = 0; i < 20 && queue.Taken < 100; i++)
            {
                await gateway.GetAsync("/api/roles", token);
            }

            await Waiting.UntilAsync(() => Task.FromResult(queues.All(other => other == queue || other.Taken == 0)));
        }
    }

    public ValueTask DisposeAsync()
    {
        sink.Unblock();
        return gateway.DisposeAsync();
    }
}
