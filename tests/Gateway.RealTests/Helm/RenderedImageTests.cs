using System.Reflection.PortableExecutable;
using Gateway.RealTests.Parts;
using Shouldly;
using Xunit;

namespace Gateway.RealTests.Helm;

/// <summary>The image under exactly what the chart renders. It builds the image, so it may take minutes.</summary>
[Trait("Category", "Image")]
public sealed class RenderedImageTests(RealWorld world)
{
    public static TheoryData<string> ValueSets => ChartTests.ValueSets;

    [Theory]
    [MemberData(nameof(ValueSets))]
    public async Task Image_answers_every_probe_as_its_user_on_a_read_only_root_without_capabilities(string set)
    {
        var api = await world.Kubernetes.RunningAsync();
        var engine = await world.Docker.RunningAsync();
        using var space = await AnySet.InstalledHereAsync(world, set);
        var pod = await space.AdmitPodOfDeploymentAsync();
        using var container = await RenderedContainer.LayOutAsync(space, pod);

        await using var image = await RenderedImage.StartAsync(engine, container, pod, api.Certificate);

        (await image.InspectAsync("{{.Config.User}} {{.HostConfig.ReadonlyRootfs}} {{.HostConfig.CapDrop}} {{.HostConfig.SecurityOpt}}"))
            .ShouldBe("1654:1654 true [ALL] [no-new-privileges=true]");
    }

    /// <summary>On base images that were never made for it, so that nothing but the arguments can have led there. The SDK among them publishes one word.</summary>
    [Fact]
    public async Task Base_images_are_what_the_arguments_name()
    {
        var engine = await world.Docker.RunningAsync();
        using var scratch = new Scratch();
        var sdk = await BuiltImage.StandInAsync(engine, scratch, "gateway-real-tests-sdk", """
            FROM debian:12-slim
            RUN printf '#!/bin/sh\nfor last; do :; done\n[ "$1" != publish ] || { mkdir -p "$last" && echo published > "$last/gateway"; }\n' > /usr/bin/dotnet && chmod 755 /usr/bin/dotnet
            """);
        var runtime = await BuiltImage.StandInAsync(engine, scratch, "gateway-real-tests-runtime", """
            FROM debian:12-slim
            ENV APP_UID=1654
            RUN echo runs-on > /base
            """);

        var text = await BuiltImage.TextAsync(engine, sdk, runtime, "/base", "/app/gateway");

        text.ShouldBe("runs-on\npublished\n");
    }

    /// <summary>The image for arm64 is compiled on a machine of another kind, so its files are looked at and not run.</summary>
    [Theory]
    [InlineData("amd64", Machine.Amd64)]
    [InlineData("arm64", Machine.Arm64)]
    public async Task Image_holds_what_was_compiled_ahead_for_its_platform_and_the_licences_texts(string platform, Machine machine)
    {
        var engine = await world.Docker.RunningAsync();
        using var scratch = new Scratch();

        var files = await BuiltImage.FilesAsync(engine, platform, scratch);

        CompiledProgram.MachineOf(Path.Combine(files, "gateway")).ShouldBe(machine);
        string[] assemblies = ["gateway.dll", "Yarp.ReverseProxy.dll", "Microsoft.IdentityModel.JsonWebTokens.dll"];
        assemblies.ShouldAllBe(assembly => CompiledProgram.CompiledAheadFor(Path.Combine(files, assembly)) == machine);
        foreach (var (shipped, kept) in new[] { ("LICENSE", "LICENSE"), ("THIRD-PARTY-NOTICES.txt", "docs/sbom/THIRD-PARTY-NOTICES.txt") })
        {
            (await File.ReadAllTextAsync(Path.Combine(files, shipped))).ShouldBe(await File.ReadAllTextAsync(Repository.PathOf(kept)), shipped);
        }
    }
}
