using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.Json.Nodes;
using Gateway.Forwarding;
using Gateway.Limits;
using Shouldly;
using Xunit;

namespace Gateway.RealTests.Helm;

/// <summary>The kubelet's patience and the gateway's own: what is killed before its time loses calls and audit records.</summary>
public sealed class ShutdownTests(RealWorld world)
{
    /// <summary>What the chart adds to the drain: the last test shows that the gateway ends within it.</summary>
    private static readonly TimeSpan AfterDrain = TimeSpan.FromSeconds(45);

    public static TheoryData<string> ValueSets => ChartTests.ValueSets;

    [Theory]
    [MemberData(nameof(ValueSets))]
    public async Task Grace_period_holds_all_that_an_end_may_take(string set)
    {
        using var space = await AnySet.InstalledAsync(world, set);

        await ShouldBePatientAsync(space);
    }

    [Theory]
    [InlineData("shutdown.preStopSeconds=0", 1065)]
    [InlineData("shutdown.preStopSeconds=600,shutdown.drainSeconds=86400", 87045)]
    [InlineData("service.type=LoadBalancer", 1125)]
    [InlineData("service.type=LoadBalancer,shutdown.preStopSeconds=0", 1065)]
    [InlineData("gateway.limits.drainDelay=00:05:00", 1370)]
    [InlineData("gateway.limits.drainDelay=00:00:08", 1078)]
    public async Task Grace_period_follows_the_values(string values, int seconds)
    {
        using var space = await AnySet.InstalledAsync(world, "minimal", "--set", values);

        await ShouldBePatientAsync(space);
        (await PodAsync(space))["terminationGracePeriodSeconds"]!.GetValue<int>().ShouldBe(seconds);
    }

    [Theory]
    [InlineData("ClusterIP", 5)]
    [InlineData("NodePort", 5)]
    [InlineData("LoadBalancer", 60)] // What stands outside the cluster learns by its own checks that a pod is gone.
    public async Task Pod_serves_on_for_as_long_as_what_is_in_front_takes_to_notice(string type, int seconds)
    {
        using var space = await AnySet.InstalledAsync(world, "minimal", "--set", $"service.type={type}");

        PreStop(await PodAsync(space)).ShouldBe(seconds);
    }

    [Theory]
    [InlineData("service.type=LoadBalancer,shutdown.preStopSeconds=29", true)]
    [InlineData("service.type=LoadBalancer,shutdown.preStopSeconds=20,gateway.limits.drainDelay=00:00:10", false)]
    [InlineData("service.type=LoadBalancer", false)]
    [InlineData("service.type=ClusterIP", false)]
    public async Task Whoever_gives_a_load_balancer_too_little_time_is_told(string values, bool isTold)
    {
        using var space = await AnySet.SpaceAsync(world);

        var notes = await space.InstallAsync("minimal", "--set", values);

        notes.Contains("The Service is a LoadBalancer", StringComparison.Ordinal).ShouldBe(isTold);
    }

    [Fact]
    public async Task Drain_that_is_not_set_is_the_gateways_own()
    {
        using var space = await AnySet.InstalledAsync(world, "minimal");

        Setting(await PodAsync(space), "Gateway__Limits__Drain").ShouldBe(new LimitOptions().Drain);
    }

    [Fact]
    public void Drain_that_is_not_set_outlasts_a_call_that_stands_still() =>
        new LimitOptions().Drain.ShouldBeGreaterThan(new ForwardOptions().IdleTimeout);

    /// <summary>No call is in flight, so this is all that may come after the drain.</summary>
    [Fact]
    public async Task Gateway_whose_collector_takes_nothing_ends_within_what_the_chart_adds_to_the_drain()
    {
        // Connections are taken by the system, and nobody ever answers on them.
        using var collector = new TcpListener(IPAddress.Loopback, 0);
        collector.Start();
        var setup = await world.InFrontOfMinioAsync() with
        {
            Settings = new Dictionary<string, string>
            {
                ["Gateway__Telemetry__OtlpEndpoint"] = $"http://{collector.LocalEndpoint}",
                ["Gateway__Audit__Sinks__0"] = "stdout",
                ["Gateway__Audit__Sinks__1"] = "otlp",
            },
        };
        await using var gateway = await world.StartGatewayAsync(setup);
        using var answer = await gateway.GetAsync("/api/roles", await (await world.RealmAsync()).AccessTokenAsync("demo"));
        answer.EnsureSuccessStatusCode();

        var stopping = Stopwatch.StartNew();
        await gateway.TerminateAsync();

        stopping.Elapsed.ShouldBeLessThan(AfterDrain);
        stopping.Elapsed.ShouldBeGreaterThan(TimeSpan.FromSeconds(10), "it did not wait for the audit record");
    }

    private static async Task ShouldBePatientAsync(KubernetesNamespace space)
    {
        var pod = await PodAsync(space);
        var longest = TimeSpan.FromSeconds(PreStop(pod)) + Setting(pod, "Gateway__Limits__DrainDelay") + Setting(pod, "Gateway__Limits__Drain") + AfterDrain;

        TimeSpan.FromSeconds(pod["terminationGracePeriodSeconds"]!.GetValue<int>()).ShouldBeGreaterThanOrEqualTo(longest);
    }

    private static int PreStop(JsonNode pod) => pod["containers"]![0]!["lifecycle"]?["preStop"]!["sleep"]!["seconds"]!.GetValue<int>() ?? 0;

    private static async Task<JsonNode> PodAsync(KubernetesNamespace space) => (await space.DeploymentAsync())["spec"]!["template"]!["spec"]!;

    private static TimeSpan Setting(JsonNode pod, string name)
    {
        var variable = pod["containers"]![0]!["env"]!.AsArray().SingleOrDefault(variable => variable!["name"]!.GetValue<string>() == name);
        return variable is null ? TimeSpan.Zero : TimeSpan.Parse(variable["value"]!.GetValue<string>(), CultureInfo.InvariantCulture);
    }
}
