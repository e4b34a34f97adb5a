using System.Net;
using System.Text.Json.Nodes;
using Shouldly;
using Xunit;

namespace Gateway.RealTests.Helm;

/// <summary>Where the gateway's pods may connect to, by the rules that the API server keeps.</summary>
public sealed class NetworkPolicyTests(RealWorld world)
{
    public static TheoryData<string> ValueSets => ChartTests.ValueSets;

    [Theory]
    [InlineData("52.95.110.1", 443, true)] // AWS, and an issuer on the internet.
    [InlineData("2a05:d018::1", 443, true)]
    [InlineData("169.254.170.23", 80, true)] // The EKS Pod Identity agent.
    [InlineData("fd00:ec2::23", 80, true)]
    [InlineData("169.254.169.254", 80, false)] // The node's metadata service, where its credentials are.
    [InlineData("169.254.169.254", 443, false)]
    [InlineData("fd00:ec2::254", 80, false)]
    [InlineData("fd00:ec2::254", 443, false)]
    [InlineData("52.95.110.1", 80, false)]
    [InlineData("10.0.0.1", 6379, false)]
    public async Task Default_egress_is_dns_https_and_the_pod_identity_agent(string address, int port, bool allowed)
    {
        using var space = await InstalledAsync();

        Allows(await EgressAsync(space), address, port).ShouldBe(allowed);
    }

    [Theory]
    [MemberData(nameof(ValueSets))]
    public async Task Egress_leads_to_everything_that_the_set_names(string set)
    {
        using var space = await AnySet.InstalledAsync(world, set);
        using var container = await RenderedContainer.LayOutAsync(space, await space.AdmitPodOfDeploymentAsync());
        var egress = await EgressAsync(space);

        Destinations(container.Environment).ShouldAllBe(address => Leads(egress, address));
        LeadsInside(egress, "kube-system", 53).ShouldBeTrue("to DNS");
    }

    [Fact]
    public async Task Metadata_service_is_reached_only_where_it_is_asked_for()
    {
        using var space = await InstalledAsync("--set", "aws.instanceMetadata=true");

        Allows(await EgressAsync(space), "169.254.169.254", 80).ShouldBeTrue();
    }

    [Fact]
    public async Task Metadata_service_is_off_in_the_sdk_too()
    {
        using var space = await InstalledAsync();

        var environment = (await space.DeploymentAsync())["spec"]!["template"]!["spec"]!["containers"]![0]!["env"]!.AsArray();
        environment.ShouldContain(
            variable => variable!["name"]!.GetValue<string>() == "AWS_EC2_METADATA_DISABLED" && variable["value"]!.GetValue<string>() == "true");
    }

    private async Task<KubernetesNamespace> InstalledAsync(params IEnumerable<string> arguments)
    {
        var space = await (await world.Kubernetes.RunningAsync()).NamespaceAsync();
        await space.InstallAsync("minimal", arguments);
        return space;
    }

    private static async Task<JsonArray> EgressAsync(KubernetesNamespace space) =>
        (await space.GetAsync("networkpolicies", "gw-gateway"))["spec"]!["egress"]!.AsArray();

    /// <summary>What the gateway connects to with these settings: issuers, AWS, the collector, Redis.</summary>
    private static IEnumerable<Uri> Destinations(Dictionary<string, string?> settings)
    {
        for (var i = 0; settings.TryGetValue($"Gateway__Issuers__{i}__Authority", out var authority); i++)
        {
            yield return new Uri(settings.GetValueOrDefault($"Gateway__Issuers__{i}__MetadataAddress") ?? authority!);
        }

        yield return new Uri(settings.GetValueOrDefault("Gateway__Aws__EndpointUrl") ?? $"https://s3.{settings["Gateway__Aws__Region"]}.amazonaws.com");
        foreach (var (_, address) in settings.Where(setting => setting.Key.StartsWith("Gateway__Aws__Endpoints__", StringComparison.Ordinal)))
        {
            yield return new Uri(address!);
        }

        if (settings.GetValueOrDefault("Gateway__Telemetry__OtlpEndpoint") is { } collector)
        {
            yield return new Uri(collector);
        }

        if (settings.GetValueOrDefault("Gateway__Redis") is { } redis)
        {
            yield return new Uri($"redis://{redis}");
        }
    }

    private static bool Leads(JsonArray egress, Uri to) => to.Host.Split('.') switch
    {
        [_, var inside, "svc"] => LeadsInside(egress, inside, to.Port),
        ["redis", ..] => Allows(egress, "10.0.8.10", to.Port),
        ["vpce-0123456789abcdef0-abcdefgh", ..] => Allows(egress, "10.0.0.10", to.Port),
        _ => Allows(egress, "52.95.110.1", to.Port) && Allows(egress, "2a05:d018::1", to.Port),
    };

    private static bool LeadsInside(JsonArray egress, string space, int port) =>
        egress.Any(rule => HasPort(rule!, port)
            && rule!["to"]!.AsArray().Any(peer => peer!["namespaceSelector"]?["matchLabels"]?["kubernetes.io/metadata.name"]?.GetValue<string>() == space));

    private static bool HasPort(JsonNode rule, int port) => rule["ports"]!.AsArray().Any(at => at!["port"]!.GetValue<int>() == port);

    private static bool Allows(JsonArray egress, string address, int port) =>
        egress.Any(rule => HasPort(rule!, port)
            && rule!["to"]!.AsArray().Any(peer => peer!["ipBlock"] is { } block && Holds(block, IPAddress.Parse(address))));

    private static bool Holds(JsonNode block, IPAddress address) =>
        Contains(block["cidr"]!, address) && !(block["except"]?.AsArray().Any(range => Contains(range!, address)) ?? false);

    private static bool Contains(JsonNode range, IPAddress address) => IPNetwork.Parse(range.GetValue<string>()).Contains(address);
}
