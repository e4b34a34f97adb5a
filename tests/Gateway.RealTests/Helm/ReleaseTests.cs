using System.Net;
using Gateway.RealTests.Parts;
using Shouldly;
using Xunit;

namespace Gateway.RealTests.Helm;

/// <summary>A release from its installation to its end, in a namespace that enforces <c>restricted</c>. Any warning fails the test.</summary>
public sealed class ReleaseTests(RealWorld world)
{
    public static TheoryData<string> ValueSets => ChartTests.ValueSets;

    [Theory]
    [MemberData(nameof(ValueSets))]
    public async Task Release_is_installed_upgraded_rolled_back_and_removed_without_a_warning(string set)
    {
        using var space = await SpaceAsync();

        await space.InstallAsync(set);
        await space.UpgradeAsync(set, "--set", "image.tag=next,image.digest=");
        await space.HelmAsync("rollback", "1");
        await space.HelmAsync("uninstall");

        (await space.GetAsync("deployments"))["items"]!.AsArray().ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(ValueSets))]
    public async Task Pod_of_the_deployment_is_admitted(string set)
    {
        using var space = await SpaceAsync();
        await space.InstallAsync(set);

        var pod = await space.AdmitPodOfDeploymentAsync();

        pod["kind"]!.GetValue<string>().ShouldBe("Pod");
    }

    [Theory]
    [MemberData(nameof(ValueSets))]
    public async Task Pod_of_helm_test_is_admitted(string set)
    {
        using var space = await SpaceAsync();
        await space.InstallAsync(set);

        var pod = await space.AdmitPodOfTestAsync();

        pod["metadata"]!["annotations"]!["helm.sh/hook"]!.GetValue<string>().ShouldBe("test");
    }

    /// <summary>Shows that the namespace would refuse what the tests above see admitted.</summary>
    [Fact]
    public async Task Namespace_refuses_a_pod_that_may_gain_privileges()
    {
        using var space = await SpaceAsync();
        await space.InstallAsync("minimal");
        var spec = (await space.AdmitPodOfDeploymentAsync())["spec"]!;
        spec["containers"]![0]!["securityContext"]!["allowPrivilegeEscalation"] = true;

        (await space.StatusOfPodAsync(spec)).ShouldBe(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task Policy_change_rolls_no_pod()
    {
        using var space = await SpaceAsync();
        await space.InstallAsync("minimal");
        var before = await space.DeploymentAsync();

        var policy = Repository.PathOf("policies", "small-team.yaml");

        await space.UpgradeAsync("minimal", "--set-file", $"policy.inline={policy}");

        (await space.DeploymentAsync())["spec"]!.ToJsonString().ShouldBe(before["spec"]!.ToJsonString());
        (await space.GetAsync("configmaps", "gw-gateway-policy"))["data"]!["policy.yaml"]!.GetValue<string>()
            .ShouldBe(await File.ReadAllTextAsync(policy, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Autoscaled_deployment_keeps_the_replicas_that_the_autoscaler_chose()
    {
        using var space = await SpaceAsync();
        await space.InstallAsync("eks");
        await space.ScaleAsync(7);

        await space.UpgradeAsync("eks", "--set", "image.tag=next");

        (await space.DeploymentAsync())["spec"]!["replicas"]!.GetValue<int>().ShouldBe(7);
    }

    /// <summary>A Service leads to ready pods alone, so it cannot be asked why there is none.</summary>
    [Theory]
    [InlineData("minimal", "curl -s ")]
    [InlineData("ingress-tls", "curl -sk ")]
    public async Task Notes_ask_a_pod_itself_what_its_readiness_is_probed_by(string set, string curl)
    {
        using var space = await SpaceAsync();

        var notes = await space.InstallAsync(set);

        var container = (await space.DeploymentAsync())["spec"]!["template"]!["spec"]!["containers"]![0]!;
        var probe = container["readinessProbe"]!["httpGet"]!;
        var port = container["ports"]!.AsArray().Single(port => port!["name"]!.GetValue<string>() == probe["port"]!.GetValue<string>())!["containerPort"]!;
        notes.ShouldContain($"port-forward deployment/gw-gateway {port}\n");
        notes.ShouldContain($"{curl}{probe["scheme"]!.GetValue<string>().ToLowerInvariant()}://localhost:{port}{probe["path"]}\n");
    }

    private Task<KubernetesNamespace> SpaceAsync() => AnySet.SpaceAsync(world);
}
