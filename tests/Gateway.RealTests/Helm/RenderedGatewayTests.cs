using System.Diagnostics;
using System.Text.Json.Nodes;
using Gateway.RealTests.Parts;
using Shouldly;
using Xunit;

namespace Gateway.RealTests.Helm;

/// <summary>What the chart renders starts the gateway that ships.</summary>
public sealed class RenderedGatewayTests(RealWorld world)
{
    public static TheoryData<string> ValueSets => ChartTests.ValueSets;

    /// <summary>It has started once the startup, the liveness and the readiness probe are answered, each on its own port.</summary>
    [Theory]
    [MemberData(nameof(ValueSets))]
    public async Task Gateway_with_the_rendered_environment_and_files_answers_every_probe_and_is_ready(string set)
    {
        using var space = await InstalledAsync(set);
        await using var gateway = await StartAsync(space);

        (await gateway.ReadinessAsync())["status"]!.GetValue<string>().ShouldBe("ready");
    }

    [Theory]
    [InlineData("minimal")]
    [InlineData("ingress-tls")]
    public async Task Health_check_in_the_container_finds_the_gateway_ready(string set)
    {
        using var space = await InstalledAsync(set);
        await using var gateway = await StartAsync(space);

        (await gateway.HealthCheckAsync()).ShouldSucceed();
    }

    /// <summary>The gateway says so when it has to make up a session key, or when it can not read one.</summary>
    [Theory]
    [InlineData("minimal")]
    [InlineData("ingress-tls")]
    public async Task Gateway_finds_nothing_to_warn_of(string set)
    {
        using var space = await InstalledAsync(set);
        await using var gateway = await StartAsync(space);

        gateway.Output.ShouldNotContain("warn:");
        gateway.Output.Split('\n').Where(line => line.StartsWith("fail:", StringComparison.Ordinal) || line.StartsWith("crit:", StringComparison.Ordinal))
            .ShouldAllBe(line => line.Contains("BaseCredentials[1400]", StringComparison.Ordinal), "there is no role of AWS's here");
    }

    [Fact]
    public async Task Log_of_a_set_that_wants_JSON_is_an_object_a_line()
    {
        using var space = await InstalledAsync("observed");
        await using var gateway = await StartAsync(space);

        var lines = gateway.Output.Split('\n').Select(line => JsonNode.Parse(line)!.AsObject()).ToList();

        lines.ShouldNotBeEmpty();
        lines.ShouldAllBe(line => line.ContainsKey("EventId") && line.ContainsKey("LogLevel"));
    }

    /// <summary>Keycloak takes the pushed request, and with it the client's secret, before the browser is sent there.</summary>
    [Fact]
    public async Task Portal_of_the_rendered_environment_signs_people_in()
    {
        using var space = await InstalledAsync("existing");
        await using var gateway = await StartAsync(space);

        var signIn = (await gateway.SignInAsync()).ShouldNotBeNull();

        signIn.AbsoluteUri.ShouldStartWith((await world.RealmAsync()).Issuer.AbsoluteUri);
        signIn.Query.ShouldContain("client_id=portal&request_uri=");
    }

    [Fact]
    public async Task Changed_config_map_is_taken_without_a_restart()
    {
        using var space = await InstalledAsync("minimal");
        using var container = await RenderedContainer.LayOutAsync(space, await space.AdmitPodOfDeploymentAsync());
        await using var gateway = await StartAsync(space, container);
        var before = VersionIn(await gateway.ReadinessAsync());
        var policy = await File.ReadAllTextAsync(Repository.PathOf("policies", "small-team.yaml"));

        await container.SwapAsync("/etc/gateway/policy", new Dictionary<string, string> { ["policy.yaml"] = policy });

        (await BecomesTrueAsync(async () => VersionIn(await gateway.ReadinessAsync()) != before)).ShouldBeTrue();
    }

    [Fact]
    public async Task Renewed_certificate_is_shown_without_a_restart()
    {
        using var space = await InstalledAsync("ingress-tls");
        using var container = await RenderedContainer.LayOutAsync(space, await space.AdmitPodOfDeploymentAsync());
        await using var gateway = await StartAsync(space, container);
        var renewed = LoopbackCertificate.Create();
        (await gateway.ShowsAsync(renewed)).ShouldBeFalse();

        await container.SwapAsync("/etc/gateway/tls", new Dictionary<string, string> { ["tls.crt"] = renewed.Pem, ["tls.key"] = renewed.KeyPem });

        (await BecomesTrueAsync(() => gateway.ShowsAsync(renewed))).ShouldBeTrue();
    }

    /// <summary>A company's own authority, which the image does not know.</summary>
    [Fact]
    public async Task Issuer_of_an_authority_of_ones_own_is_reached_with_its_certificate_in_a_config_map()
    {
        var certificate = LoopbackCertificate.Create();
        await using var issuer = await DiscoveryByTls.StartAsync(certificate, (await world.RealmAsync()).Issuer);
        using var space = await AnySet.SpaceAsync(world);
        await space.ConfigMapAsync("authorities", "company.pem", certificate.Pem);
        await space.InstallAsync("minimal", "--set", $"{AnySet.LetsOutToIssuer},gateway.issuers[0].authority={(await world.RealmAsync()).Issuer},gateway.issuers[0].audience=gateway,gateway.issuers[0].metadataAddress={issuer.Address},management.port={LoopbackPort.Next()},trustedCertificates.existingConfigMap=authorities");

        await using var gateway = await StartAsync(space);

        (await gateway.ReadinessAsync())["status"]!.GetValue<string>().ShouldBe("ready");
    }

    [Theory]
    [InlineData("minimal")]
    [InlineData("existing")]
    public async Task Command_of_helm_test_finds_the_policy_good(string set)
    {
        using var space = await InstalledAsync(set);

        (await TestAsync(space)).ShouldSucceed().ShouldContain("good;");
    }

    [Fact]
    public async Task Command_of_helm_test_fails_on_a_bad_policy()
    {
        using var scratch = new Scratch();
        var policy = scratch.Write("bad.yaml", "version: 1\ngrants: [{ id: nothing }]\n");
        using var space = await InstalledAsync("minimal", "--set-file", $"policy.inline={policy}");

        (await TestAsync(space)).ShouldFail().ShouldContain("policy.yaml:2");
    }

    private Task<KubernetesNamespace> InstalledAsync(string set, params IEnumerable<string> arguments) => AnySet.InstalledHereAsync(world, set, arguments);

    private async Task<RenderedGateway> StartAsync(KubernetesNamespace space) =>
        await StartAsync(space, await RenderedContainer.LayOutAsync(space, await space.AdmitPodOfDeploymentAsync()));

    private async Task<RenderedGateway> StartAsync(KubernetesNamespace space, RenderedContainer container)
    {
        var rendered = (await space.DeploymentAsync())["spec"]!["template"]!["spec"]!["containers"]![0]!;
        var certificate = (await world.Kubernetes.RunningAsync()).Certificate;
        return await RenderedGateway.StartAsync(await world.Published.RunningAsync(), container, rendered, certificate);
    }

    private async Task<ClientResult> TestAsync(KubernetesNamespace space)
    {
        using var container = await RenderedContainer.LayOutAsync(space, await space.AdmitPodOfTestAsync());
        var published = await world.Published.RunningAsync();
        return await ClientProcess.RunAsync(published.Program, container.MovedArguments, container.MovedEnvironment, container.Folder);
    }

    private static async Task<bool> BecomesTrueAsync(Func<Task<bool>> condition)
    {
        var waited = Stopwatch.StartNew();
        bool isTrue;
        while (!(isTrue = await condition()) && waited.Elapsed < TimeSpan.FromSeconds(60))
        {
            await Task.Delay(TimeSpan.FromMilliseconds(500));
        }

        return isTrue;
    }

    private static string VersionIn(JsonNode readiness) => readiness["policy"]!["version"]!.GetValue<string>();
}
