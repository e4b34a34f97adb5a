using Gateway.RealTests.Compose;
using Gateway.RealTests.Parts;

namespace Gateway.RealTests.Helm;

/// <summary>What the Dockerfile builds for one platform.</summary>
internal static class BuiltImage
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(15);

    /// <summary>
    /// The folder that holds what the image has under <c>/app</c>. The platform goes by BuildKit's name for it in TARGETARCH, so that an engine without BuildKit is told too.
    /// </summary>
    public static async Task<string> FilesAsync(DockerEngine engine, string platform, Scratch scratch)
    {
        var image = $"gateway-real-tests:{platform}";
        // The stage that compiles: the one after it is the runtime's image, which is at hand for this machine alone.
        (await DockerAsync(
            engine, "build", "--quiet", "--file", Repository.PathOf("gateway", "Dockerfile"), "--target", "build", "--build-arg", $"TARGETARCH={platform}",
            "--tag", image, Repository.Root)).ShouldSucceed();
        var container = (await DockerAsync(engine, "create", image, "none")).ShouldSucceed().Trim();
        try
        {
            var folder = Path.Combine(scratch.Root, platform);
            (await DockerAsync(engine, "cp", $"{container}:/app", folder)).ShouldSucceed();
            return folder;
        }
        finally
        {
            await DockerAsync(engine, "rm", "--force", container);
        }
    }

    /// <summary>What these files hold in the image that is built on these base images.</summary>
    public static async Task<string> TextAsync(DockerEngine engine, string sdkImage, string runtimeImage, params IEnumerable<string> files)
    {
        const string Image = "gateway-real-tests:other-bases";
        (await DockerAsync(
            engine, "build", "--quiet", "--file", Repository.PathOf("gateway", "Dockerfile"), "--build-arg", $"SDK_IMAGE={sdkImage}", "--build-arg", $"RUNTIME_IMAGE={runtimeImage}",
            "--tag", Image, Repository.Root)).ShouldSucceed();
        return (await DockerAsync(engine, ["run", "--rm", "--entrypoint", "cat", Image, .. files])).ShouldSucceed();
    }

    /// <summary>Builds an image from these lines, which need no file.</summary>
    public static async Task<string> StandInAsync(DockerEngine engine, Scratch scratch, string image, string dockerfile)
    {
        var context = scratch.Folder(image);
        await File.WriteAllTextAsync(Path.Combine(context, "Dockerfile"), dockerfile);
        (await DockerAsync(engine, "build", "--quiet", "--tag", image, context)).ShouldSucceed();
        return image;
    }

    public static Task<ClientResult> DockerAsync(DockerEngine engine, params IEnumerable<string> arguments) =>
        ClientProcess.RunAsync(
            Tool.Require("docker", "Docker", "Install the Docker client."), arguments, engine.Environment, Repository.Root, Patience);
}
