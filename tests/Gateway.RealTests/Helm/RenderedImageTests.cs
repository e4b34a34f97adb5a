using Shouldly;
using Xunit;

namespace Gateway.RealTests.Helm;

/// <summary>The image under exactly what the chart renders. It builds the image, so it may take minutes.</summary>
[Trait("Category", "Image")]
public sealed class RenderedImageTests(RealWorld world)
{
    [Theory]
    [InlineData("minimal")]
    [InlineData("ingress-tls")]
    public async Task Image_is_ready_as_its_user_on_a_read_only_root_without_capabilities(string set)
    {
        var api = await world.Kubernetes.RunningAsync();
        var engine = await world.Docker.RunningAsync();
        using var space = await api.NamespaceAsync();
        var issuer = (await world.RealmAsync()).Issuer;
        await space.InstallAsync(set, "--set", $"gateway.issuers[0].authority={issuer}");
        var pod = await space.AdmitPodOfDeploymentAsync();
        using var container = await RenderedContainer.LayOutAsync(space, pod);

        await using var image = await RenderedImage.StartAsync(engine, container, pod, api.Certificate);

        (await image.InspectAsync("{{.Config.User}} {{.HostConfig.ReadonlyRootfs}} {{.HostConfig.CapDrop}} {{.HostConfig.SecurityOpt}}"))
            .ShouldBe("1654:1654 true [ALL] [no-new-privileges=true]");
    }
}
