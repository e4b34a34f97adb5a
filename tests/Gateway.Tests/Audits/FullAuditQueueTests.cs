using System.Text.Json;
using Gateway.Auditing;
using Gateway.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace Gateway.Tests.Audits;

/// <summary>What a gateway says of itself while no record has a place, and how that ends.</summary>
public sealed class FullAuditQueueTests : IAsyncLifetime
{
    private FullAuditQueue full = null!;

    [Fact]
    public async Task It_is_live_and_not_ready_and_names_the_sink()
    {
        (await full.Gateway.Client.GetAsync("/livez")).EnsureSuccessStatusCode();
        var ready = await full.Gateway.Client.GetAsync("/readyz");

        ((int)ready.StatusCode).ShouldBe(503);
        var report = await ready.JsonAsync();
        Texts(report, "missing").ShouldBe(["audit: 100 records wait for stubborn, which is as many as may: requests are refused"]);
        Texts(report, "warnings").ShouldBeEmpty();
    }

    [Fact]
    public async Task Of_a_failing_sink_the_cause_is_told_until_it_takes_records_again_and_it_is_ready()
    {
        full.Sink.Fails = true;
        full.Sink.Unblock();
        await Waiting.UntilAsync(async () => Texts(await ReadyAsync(), "missing").Any(missing => missing.EndsWith(": No space left on device", StringComparison.Ordinal)));

        full.Sink.Fails = false;
        await Waiting.UntilAsync(async () => (await full.Gateway.Client.GetAsync("/readyz")).IsSuccessStatusCode && Texts(await ReadyAsync(), "warnings").Count == 0);
    }

    [Fact]
    public async Task Refusals_are_counted()
    {
        await full.Gateway.GetAsync("/api/roles", full.Token);

        full.Gateway.Services.GetRequiredService<AuditRecorder>().Refusals.ShouldBe(1);
    }

    [Fact]
    public async Task What_is_refused_is_recorded_by_every_sink_that_has_room()
    {
        await full.Gateway.GetAsync("/api/roles", token: "no token");
        await full.Gateway.GetAsync("/api/roles", full.Token);

        // A record follows its answer, so that of the second call may come first.
        string?[] reasons = [(await full.NextRefusedAsync()).Reason, (await full.NextRefusedAsync()).Reason];
        reasons.ShouldBe(["invalid-token", "audit-unavailable"], ignoreOrder: true);
        var queues = full.Gateway.Services.GetRequiredService<AuditRecorder>().Queues;
        await Waiting.UntilAsync(() => queues.All(queue => queue.Dropped == (queue.Name == full.Sink.Name ? 2 : 0)));
    }

    [Fact]
    public async Task Calls_pass_again_when_the_records_are_written()
    {
        (await full.Gateway.GetAsync("/api/roles", full.Token)).StatusCode.ShouldBe(System.Net.HttpStatusCode.ServiceUnavailable);
        full.Sink.Unblock();

        await Waiting.UntilAsync(async () => (await full.Gateway.GetAsync("/api/roles", full.Token)).IsSuccessStatusCode);
    }

    public async ValueTask InitializeAsync() => full = await FullAuditQueue.StartAsync();

    public ValueTask DisposeAsync() => full.DisposeAsync();

    private async Task<JsonElement> ReadyAsync() => await (await full.Gateway.Client.GetAsync("/readyz")).JsonAsync();

    private static IReadOnlyList<string> Texts(JsonElement report, string name) => [.. report.GetProperty(name).EnumerateArray().Select(text => text.GetString()!)];
}
