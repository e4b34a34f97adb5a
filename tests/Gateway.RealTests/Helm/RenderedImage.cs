using System.Text.Json.Nodes;
using Gateway.RealTests.Compose;
using Gateway.RealTests.Parts;

namespace Gateway.RealTests.Helm;

/// <summary>
/// The image that ships, run by Docker as the admitted pod says: environment, files, arguments, user, groups, root filesystem, capabilities.
/// It shares this machine's network, so that it reaches what listens on loopback, and only the port is a free one.
/// </summary>
internal sealed class RenderedImage : IAsyncDisposable
{
    private readonly string _name;
    private readonly DockerEngine _engine;
    private readonly ServerProcess _process;

    private RenderedImage(string name, DockerEngine engine, ServerProcess process)
    {
        _name = name;
        _engine = engine;
        _process = process;
    }

    /// <summary>Started, with every rendered probe answered.</summary>
    public static async Task<RenderedImage> StartAsync(DockerEngine engine, RenderedContainer container, JsonNode pod, LoopbackCertificate certificate)
    {
        var rendered = pod["spec"]!["containers"]![0]!;
        // No image that is built here has the digest of one in a registry.
        var image = rendered["image"]!.GetValue<string>().Split('@')[0];
        (await BuiltImage.DockerAsync(engine, "build", "--quiet", "--file", Repository.PathOf("gateway", "Dockerfile"), "--tag", image, Repository.Root)).ShouldSucceed();

        var probes = new RenderedProbes(rendered);
        var environment = new Dictionary<string, string?>(container.Environment);
        environment[RenderedGateway.ListeningVariable(environment, probes.Readiness.Scheme)] = probes.Listening;

        var name = $"gateway-real-tests-{probes.Readiness.Port}";
        var docker = Tool.Require("docker", "Docker", "Install the Docker client.");
        string[] arguments = ["run", "--rm", "--name", name, "--network", "host", .. Options(pod, rendered, container), image, .. container.Arguments];
        var process = ServerProcess.StartGateway(
            "gateway's image", docker, arguments, new Dictionary<string, string?>([.. environment, .. engine.Environment]), container.Folder);
        var running = new RenderedImage(name, engine, process);
        try
        {
            using var handler = certificate.TrustingHandler();
            await probes.PassAsync(process, handler);
            return running;
        }
        catch
        {
            await running.DisposeAsync();
            throw;
        }
    }

    /// <summary>What the container really has, by <c>docker inspect</c>.</summary>
    public async Task<string> InspectAsync(string format) => (await BuiltImage.DockerAsync(_engine, "inspect", "--format", format, _name)).ShouldSucceed().Trim();

    public async ValueTask DisposeAsync()
    {
        try
        {
            // What docker runs ends with the container, and its metrics with it.
            await _process.LookThroughMetricsAsync();
        }
        finally
        {
            await BuiltImage.DockerAsync(_engine, "rm", "--force", _name);
            await _process.DisposeAsync();
        }
    }

    private static IEnumerable<string> Options(JsonNode pod, JsonNode rendered, RenderedContainer container)
    {
        var ofPod = pod["spec"]!["securityContext"]!;
        var ofContainer = rendered["securityContext"]!;
        yield return $"--user={ofPod["runAsUser"]}:{ofPod["runAsGroup"]}";
        yield return $"--group-add={ofPod["fsGroup"]}";
        yield return $"--read-only={ofContainer["readOnlyRootFilesystem"]}";
        yield return $"--security-opt=no-new-privileges={(ofContainer["allowPrivilegeEscalation"]!.GetValue<bool>() ? "false" : "true")}";
        foreach (var capability in ofContainer["capabilities"]!["drop"]!.AsArray())
        {
            yield return $"--cap-drop={capability}";
        }

        // By name alone: docker takes the values from its own environment, so that none stands on a command line.
        foreach (var variable in container.Environment.Keys)
        {
            yield return $"--env={variable}";
        }

        foreach (var mount in rendered["volumeMounts"]!.AsArray().Select(mount => mount!["mountPath"]!.GetValue<string>()))
        {
            yield return container.Mounts.TryGetValue(mount, out var folder) ? $"--volume={folder}:{mount}:ro" : $"--tmpfs={mount}";
        }
    }
}
