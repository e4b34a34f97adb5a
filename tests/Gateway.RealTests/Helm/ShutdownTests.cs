using System.Globalization;
using System.Text.Json.Nodes;
using Gateway.Limits;
using Shouldly;
using Xunit;

namespace Gateway.RealTests.Helm;

/// <summary>The kubelet's patience and the gateway's own: what is killed before its time loses calls and audit records.</summary>
public sealed class ShutdownTests(RealWorld world)
{
    /// <summary>AuditRecorder waits 10 seconds for its sinks and one more, after the drain; traces and metrics are then sent for up to 5 each.</summary>
    private static readonly TimeSpan AfterDrain = TimeSpan.FromSeconds(11 + 5 + 5);

    public static TheoryData<string> ValueSets => ChartTests.ValueSets;

    [Theory]
    [MemberData(nameof(ValueSets))]
    public async Task Grace_period_holds_all_that_an_end_may_take(string set)
    {
        using var space = await AnySet.InstalledAsync(world, set);

        await ShouldBePatientAsync(space);
    }

    [Theory]
    [InlineData("shutdown.preStopSeconds=0", 330)]
    [InlineData("shutdown.preStopSeconds=600,shutdown.drainSeconds=86400", 87030)]
    [InlineData("gateway.limits.drainDelay=00:05:00", 635)]
    [InlineData("gateway.limits.drainDelay=00:00:08", 343)]
    public async Task Grace_period_follows_the_values(string values, int seconds)
    {
        using var space = await AnySet.InstalledAsync(world, "minimal", "--set", values);

        await ShouldBePatientAsync(space);
        (await PodAsync(space))["terminationGracePeriodSeconds"]!.GetValue<int>().ShouldBe(seconds);
    }

    [Fact]
    public async Task Drain_that_is_not_set_is_the_gateways_own()
    {
        using var space = await AnySet.InstalledAsync(world, "minimal");

        Setting(await PodAsync(space), "Gateway__Limits__Drain").ShouldBe(new LimitOptions().Drain);
    }

    private static async Task ShouldBePatientAsync(KubernetesNamespace space)
    {
        var pod = await PodAsync(space);
        var preStop = pod["containers"]![0]!["lifecycle"]?["preStop"]!["sleep"]!["seconds"]!.GetValue<int>() ?? 0;
        var longest = TimeSpan.FromSeconds(preStop) + Setting(pod, "Gateway__Limits__DrainDelay") + Setting(pod, "Gateway__Limits__Drain") + AfterDrain;

        TimeSpan.FromSeconds(pod["terminationGracePeriodSeconds"]!.GetValue<int>()).ShouldBeGreaterThan(longest);
    }

    private static async Task<JsonNode> PodAsync(KubernetesNamespace space) => (await space.DeploymentAsync())["spec"]!["template"]!["spec"]!;

    private static TimeSpan Setting(JsonNode pod, string name)
    {
        var variable = pod["containers"]![0]!["env"]!.AsArray().SingleOrDefault(variable => variable!["name"]!.GetValue<string>() == name);
        return variable is null ? TimeSpan.Zero : TimeSpan.Parse(variable["value"]!.GetValue<string>(), CultureInfo.InvariantCulture);
    }
}
