using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Shouldly;
using Xunit;

namespace Gateway.RealTests.Helm;

/// <summary>Whatever the chart renders around the pods finds them, and each other, by name, label and port.</summary>
public sealed class WiringTests(RealWorld world)
{
    public static TheoryData<string> ValueSets => ChartTests.ValueSets;

    [Theory]
    [MemberData(nameof(ValueSets))]
    public async Task All_that_selects_pods_selects_the_gateways_and_no_other(string set)
    {
        using var space = await AnySet.InstalledAsync(world, set);
        var gateway = (await space.AdmitPodOfDeploymentAsync())["metadata"]!["labels"]!.AsObject();
        var check = (await space.AdmitPodOfTestAsync())["metadata"]!["labels"]!.AsObject();

        var selectors = await SelectorsAsync(space);

        selectors.ShouldAllBe(selector => Selects(selector, gateway) && !Selects(selector, check));
    }

    [Theory]
    [MemberData(nameof(ValueSets))]
    public async Task Budget_spread_and_autoscaler_are_there_where_the_values_want_them(string set)
    {
        using var space = await AnySet.InstalledAsync(world, set);
        var values = await space.ValuesAsync();

        (await ItemsAsync(space, "poddisruptionbudgets")).Count.ShouldBe(values["podDisruptionBudget"]!["enabled"]!.GetValue<bool>() ? 1 : 0);
        (await ItemsAsync(space, "networkpolicies")).Count.ShouldBe(values["networkPolicy"]!["enabled"]!.GetValue<bool>() ? 1 : 0);
        Spreads(await space.DeploymentAsync()).Count().ShouldBe(values["topologySpreadConstraints"]!.AsArray().Count);
        var targets = (await ItemsAsync(space, "horizontalpodautoscalers")).Select(scaler => scaler["spec"]!["scaleTargetRef"]!).ToList();
        targets.Count.ShouldBe(values["autoscaling"]!["enabled"]!.GetValue<bool>() ? 1 : 0);
        var deployment = (await space.DeploymentAsync())["metadata"]!["name"]!.GetValue<string>();
        targets.ShouldAllBe(target => target["kind"]!.GetValue<string>() == "Deployment" && target["name"]!.GetValue<string>() == deployment);
    }

    /// <summary>A node's drain waits for ever on a budget that lets no pod go.</summary>
    [Theory]
    [MemberData(nameof(ValueSets))]
    public async Task Budget_lets_a_pod_go_where_there_are_no_more_pods_than_need_be(string set)
    {
        using var space = await AnySet.InstalledAsync(world, set);
        var values = await space.ValuesAsync();
        var pods = (values["autoscaling"]!["enabled"]!.GetValue<bool>() ? values["autoscaling"]!["minReplicas"] : values["replicaCount"])!.GetValue<int>();

        var budgets = (await ItemsAsync(space, "poddisruptionbudgets")).Select(budget => budget["spec"]!).ToList();

        budgets.ShouldAllBe(budget => budget["minAvailable"] == null ? PodsOf(budget["maxUnavailable"]!, pods) > 0 : PodsOf(budget["minAvailable"]!, pods) < pods);
    }

    /// <summary>Else a node that passes a call on stands in for whoever makes it.</summary>
    [Theory]
    [InlineData("NodePort", "Local")]
    [InlineData("LoadBalancer", "Local")]
    [InlineData("ClusterIP", null)]
    public async Task Service_that_leads_outside_keeps_the_caller_s_address(string type, string? policy)
    {
        using var space = await AnySet.InstalledAsync(world, "minimal", "--set", $"service.type={type}");

        var service = await space.GetAsync("services", "gw-gateway");
        ((string?)service["spec"]!["externalTrafficPolicy"]).ShouldBe(policy);
    }

    /// <summary>In an overlay a key without a value takes the chart's default away.</summary>
    [Fact]
    public async Task Blank_name_of_a_TLS_secret_is_none()
    {
        using var space = await AnySet.InstalledAsync(world, "minimal", "--set", "tls.existingSecret=null");

        (await PublicPortAsync(space))["name"]!.GetValue<string>().ShouldBe("http");
    }

    [Theory]
    [MemberData(nameof(ValueSets))]
    public async Task Services_lead_to_ports_that_the_container_has(string set)
    {
        using var space = await AnySet.InstalledAsync(world, set);
        var container = (await space.AdmitPodOfDeploymentAsync())["spec"]!["containers"]![0]!;
        var open = container["ports"]!.AsArray().Select(port => port!["name"]!.GetValue<string>()).ToList();

        var wanted = (await ItemsAsync(space, "services")).SelectMany(service => service["spec"]!["ports"]!.AsArray()).Select(port => port!["targetPort"]!.GetValue<string>());

        wanted.Order(StringComparer.Ordinal).ShouldBe(open.Order(StringComparer.Ordinal));
        open.ShouldContain(container["readinessProbe"]!["httpGet"]!["port"]!.GetValue<string>());
        // Whose connections are counted apart: a pod with as many as it may have is not restarted.
        var alive = open.Contains("management") ? "management" : open.Single();
        foreach (var probe in new[] { "startupProbe", "livenessProbe" })
        {
            container[probe]!["httpGet"]!["port"]!.GetValue<string>().ShouldBe(alive);
            container[probe]!["httpGet"]!["scheme"]!.GetValue<string>().ShouldBe(alive == "https" ? "HTTPS" : "HTTP");
        }
    }

    [Fact]
    public async Task Ingress_leads_to_the_service_by_the_name_of_its_port()
    {
        using var space = await AnySet.InstalledAsync(world, "ingress-tls");
        var port = await PublicPortAsync(space);

        var backends = (await space.GetAsync("ingresses", "gw-gateway"))["spec"]!["rules"]!.AsArray()
            .SelectMany(rule => rule!["http"]!["paths"]!.AsArray()).Select(path => path!["backend"]!["service"]!).ToList();

        backends.Count.ShouldBe((await space.ValuesAsync())["ingress"]!["hosts"]!.AsArray().Count);
        backends.ShouldAllBe(backend =>
            backend["name"]!.GetValue<string>() == "gw-gateway" && backend["port"]!["name"]!.GetValue<string>() == port["name"]!.GetValue<string>());
    }

    [Theory]
    [InlineData("httpRoute.enabled=true", 80)]
    [InlineData("service.port=8443", 8443)]
    [InlineData("tls.existingSecret=gateway-tls", 443)]
    public async Task Route_leads_to_the_service_by_the_number_of_its_port(string value, int number)
    {
        using var space = await AnySet.InstalledAsync(world, "gateway-api", "--set", value);
        var port = await PublicPortAsync(space);

        var backend = (await space.GetAsync("httproutes", "gw-gateway"))["spec"]!["rules"]!.AsArray().Single()!["backendRefs"]!.AsArray().Single()!;

        backend["name"]!.GetValue<string>().ShouldBe("gw-gateway");
        backend["port"]!.GetValue<int>().ShouldBe(port["port"]!.GetValue<int>());
        backend["port"]!.GetValue<int>().ShouldBe(number);
    }

    private static async Task<IReadOnlyList<JsonObject>> SelectorsAsync(KubernetesNamespace space)
    {
        var deployment = await space.DeploymentAsync();
        var budgets = await ItemsAsync(space, "poddisruptionbudgets");
        var policies = await ItemsAsync(space, "networkpolicies");
        var services = await ItemsAsync(space, "services");
        return
        [
            deployment["spec"]!["selector"]!["matchLabels"]!.AsObject(),
            .. Spreads(deployment).Select(spread => spread["labelSelector"]!["matchLabels"]!.AsObject()),
            .. budgets.Select(budget => budget["spec"]!["selector"]!["matchLabels"]!.AsObject()),
            .. policies.Select(policy => policy["spec"]!["podSelector"]!["matchLabels"]!.AsObject()),
            .. services.Select(service => service["spec"]!["selector"]!.AsObject()),
        ];
    }

    // Kubernetes rounds percentages up.
    private static int PodsOf(JsonNode bound, int pods) => bound.GetValueKind() is JsonValueKind.String
        ? (int)Math.Ceiling(pods * int.Parse(bound.GetValue<string>().TrimEnd('%'), CultureInfo.InvariantCulture) / 100.0)
        : bound.GetValue<int>();

    private static bool Selects(JsonObject selector, JsonObject labels) =>
        selector.Count > 0 && selector.All(label => labels[label.Key]?.GetValue<string>() == label.Value!.GetValue<string>());

    private static IEnumerable<JsonNode> Spreads(JsonNode deployment) =>
        deployment["spec"]!["template"]!["spec"]!["topologySpreadConstraints"]?.AsArray().Select(spread => spread!) ?? [];

    private static async Task<IReadOnlyList<JsonNode>> ItemsAsync(KubernetesNamespace space, string resource) =>
        [.. (await space.GetAsync(resource))["items"]!.AsArray().Select(item => item!)];

    private static async Task<JsonNode> PublicPortAsync(KubernetesNamespace space) =>
        (await space.GetAsync("services", "gw-gateway"))["spec"]!["ports"]!.AsArray().Single()!;
}
