using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Gateway.RealTests.Parts;
using Gateway.RealTests.Telemetry;
using Shouldly;
using Xunit;

namespace Gateway.RealTests.Helm;

/// <summary>What the chart installs for Prometheus and Grafana.</summary>
public sealed partial class MonitoringTests(RealWorld world)
{
    [Fact]
    public async Task Service_monitor_finds_the_management_service_and_its_port_and_no_other()
    {
        using var space = await InstalledAsync();

        var monitor = (await space.GetAsync("servicemonitors", "gw-gateway"))["spec"]!;
        var labels = monitor["selector"]!["matchLabels"]!.AsObject();
        var services = (await space.GetAsync("services"))["items"]!.AsArray().Where(service => labels.All(label =>
            service!["metadata"]!["labels"]![label.Key]?.GetValue<string>() == label.Value!.GetValue<string>())).ToList();

        var found = services.ShouldHaveSingleItem()!;
        found["spec"]!["type"]!.GetValue<string>().ShouldBe("ClusterIP");
        // A revocation must find a pod that is not ready, too.
        found["spec"]!["publishNotReadyAddresses"]!.GetValue<bool>().ShouldBeTrue();
        found["spec"]!["ports"]!.AsArray().Single()!["name"]!.GetValue<string>().ShouldBe(monitor["endpoints"]![0]!["port"]!.GetValue<string>());
        var container = (await space.AdmitPodOfDeploymentAsync())["spec"]!["containers"]![0]!;
        container["ports"]!.AsArray().Select(port => port!["name"]!.GetValue<string>()).ShouldContain(found["spec"]!["ports"]![0]!["targetPort"]!.GetValue<string>());
    }

    [Fact]
    public async Task Public_service_does_not_lead_to_the_management_port()
    {
        using var space = await InstalledAsync();

        (await space.GetAsync("services", "gw-gateway"))["spec"]!["ports"]!.AsArray().Select(port => port!["targetPort"]!.GetValue<string>()).ShouldBe(["http"]);
    }

    [Fact]
    public async Task Dashboard_arrives_as_it_is()
    {
        using var space = await InstalledAsync();

        var map = await space.GetAsync("configmaps", "gw-gateway-dashboard");

        map["metadata"]!["labels"]!["grafana_dashboard"]!.GetValue<string>().ShouldBe("1");
        var installed = JsonNode.Parse(map["data"]!["aws-access-gateway.json"]!.GetValue<string>());
        var shipped = JsonNode.Parse(await File.ReadAllTextAsync(Repository.PathOf("deploy", "helm", "gateway", "dashboards", "gateway.json"), TestContext.Current.CancellationToken));
        JsonNode.DeepEquals(installed, shipped).ShouldBeTrue();
    }

    [Fact]
    public async Task Alerts_arrive_with_the_labels_that_Prometheus_selects_by()
    {
        using var space = await InstalledAsync();

        var rule = await space.GetAsync("prometheusrules", "gw-gateway");

        rule["metadata"]!["labels"]!["release"]!.GetValue<string>().ShouldBe("kube-prometheus-stack");
        rule["spec"]!["groups"]![0]!["rules"]!.AsArray().Select(alert => alert!["alert"]!.GetValue<string>()).ShouldBe(Queries.Alerts());
    }

    [Fact]
    public async Task Absence_is_that_of_the_release_whose_service_is_monitored()
    {
        using var space = await InstalledAsync();

        var service = (await space.GetAsync("services", "gw-gateway-management"))["metadata"]!;

        (await AbsenceAsync(space)).ShouldBe($$"""absent(gateway_policy_info{namespace="{{service["namespace"]}}",job="{{service["name"]}}"})""");
    }

    /// <summary>What scrapes it is then not known, nor the names that it gives.</summary>
    [Fact]
    public async Task Absence_without_a_service_monitor_is_that_of_every_gateway()
    {
        using var space = await InstalledAsync("--set", "serviceMonitor.enabled=false");

        (await AbsenceAsync(space)).ShouldBe("absent(gateway_policy_info)");
    }

    [Fact]
    public async Task Every_alert_fires_when_it_should_and_is_silent_when_it_should_not()
    {
        var promtool = Tool.Require("promtool", "Prometheus", "Install Debian's prometheus.");
        var series = Repository.PathOf("tests", "Gateway.RealTests", "Helm", "alerts-test.yaml");
        var cases = await File.ReadAllTextAsync(series, TestContext.Current.CancellationToken);

        Queries.Alerts().ShouldBe(Firing.Matches(cases).Select(match => match.Groups["alert"].Value).Distinct(StringComparer.Ordinal), ignoreOrder: true);
        (await ClientProcess.RunAsync(promtool, ["test", "rules", series], new Dictionary<string, string?>(), Repository.Root)).ShouldSucceed();
    }

    [Theory]
    [InlineData("minimal", "replicaCount=2", true)]
    [InlineData("minimal", "replicaCount=1", false)]
    [InlineData("eks", "replicaCount=2", false)]
    public async Task Whoever_installs_several_replicas_without_a_redis_is_told_what_that_means(string set, string value, bool isTold)
    {
        var api = await world.Kubernetes.RunningAsync();
        using var space = await api.NamespaceAsync();

        var notes = await space.InstallAsync(set, "--set", value);

        notes.Contains("no redis.existingSecret", StringComparison.Ordinal).ShouldBe(isTold);
    }

    private static async Task<string> AbsenceAsync(KubernetesNamespace space) =>
        (await space.GetAsync("prometheusrules", "gw-gateway"))["spec"]!["groups"]![0]!["rules"]!.AsArray()
            .Single(alert => alert!["alert"]!.GetValue<string>() == "GatewayAbsent")!["expr"]!.GetValue<string>();

    private async Task<KubernetesNamespace> InstalledAsync(params string[] arguments)
    {
        var api = await world.Kubernetes.RunningAsync();
        await PrometheusOperatorDefinitions.EnsureAsync(api);
        var space = await api.NamespaceAsync();
        await space.InstallAsync("observed", arguments);
        return space;
    }

    /// <summary>A case in which an alert is expected to fire.</summary>
    [GeneratedRegex(@"alertname: (?<alert>\w+)\n\s+eval_time: \w+\n\s+exp_alerts:", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Firing { get; }
}
