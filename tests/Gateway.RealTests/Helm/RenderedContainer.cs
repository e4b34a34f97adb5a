using System.Text;
using System.Text.Json.Nodes;
using Gateway.RealTests.Parts;

namespace Gateway.RealTests.Helm;

/// <summary>
/// The one container of an admitted pod, laid out on this machine: its environment with Secrets looked up, its volumes as the kubelet
/// would fill them. For a process of this machine the mount points move, since nothing here may write to <c>/etc</c>.
/// </summary>
internal sealed class RenderedContainer : IDisposable
{
    private readonly Scratch _scratch = new();
    private readonly Dictionary<string, string> _mounts = [];

    /// <summary>Exactly as the container would find it.</summary>
    public Dictionary<string, string?> Environment { get; } = [];

    public IReadOnlyList<string> Arguments { get; private set; } = [];

    /// <summary>The folder that stands for each mount point with files.</summary>
    public IReadOnlyDictionary<string, string> Mounts => _mounts;

    public Dictionary<string, string?> MovedEnvironment =>
        Environment.ToDictionary(variable => variable.Key, variable => (string?)Moved(variable.Value!));

    public IEnumerable<string> MovedArguments => Arguments.Select(Moved);

    public string Folder => _scratch.Root;

    public static async Task<RenderedContainer> LayOutAsync(KubernetesNamespace space, JsonNode pod)
    {
        var laidOut = new RenderedContainer();
        try
        {
            var container = ContainerOf(pod);
            foreach (var mount in container["volumeMounts"]!.AsArray())
            {
                var name = mount!["name"]!.GetValue<string>();
                var volume = pod["spec"]!["volumes"]!.AsArray().Single(volume => volume!["name"]!.GetValue<string>() == name)!;
                await laidOut.FillAsync(space, volume, mount);
            }

            foreach (var variable in container["env"]?.AsArray() ?? [])
            {
                laidOut.Environment[variable!["name"]!.GetValue<string>()] = await ValueAsync(space, variable);
            }

            laidOut.Arguments = [.. (container["args"]?.AsArray() ?? []).Select(argument => argument!.GetValue<string>())];
            return laidOut;
        }
        catch
        {
            laidOut.Dispose();
            throw;
        }
    }

    /// <summary>Does what the kubelet does when a ConfigMap or a Secret has changed: a new folder, and a symlink that is swapped.</summary>
    public async Task SwapAsync(string mountPath, IReadOnlyDictionary<string, string> files)
    {
        var root = _mounts[mountPath];
        var fresh = Directory.CreateDirectory(Path.Combine(root, $"..{Guid.NewGuid():N}"));
        foreach (var (name, text) in files)
        {
            await File.WriteAllTextAsync(Path.Combine(fresh.FullName, name), text);
        }

        var link = Path.Combine(root, "..data_tmp");
        File.CreateSymbolicLink(link, fresh.Name);
        // .NET can not rename a symlink to a folder over another one.
        var renamed = await ClientProcess.RunAsync("mv", ["-T", link, Path.Combine(root, "..data")], new Dictionary<string, string?>(), root);
        renamed.ShouldSucceed();
    }

    public void Dispose() => _scratch.Dispose();

    /// <summary>The pod's one container, when nothing stands in it that would be left out here.</summary>
    private static JsonNode ContainerOf(JsonNode pod)
    {
        if (pod["spec"]!["initContainers"] is not null)
        {
            throw new InvalidOperationException("The pod has initContainers, which are not run here.");
        }

        var container = pod["spec"]!["containers"]!.AsArray().Single()!;
        HasOnly(
            container, "name", "image", "imagePullPolicy", "args", "env", "ports", "resources", "securityContext", "volumeMounts", "startupProbe", "livenessProbe",
            "readinessProbe", "lifecycle", "terminationMessagePath", "terminationMessagePolicy");
        foreach (var variable in container["env"]?.AsArray() ?? [])
        {
            HasOnly(variable!, "name", "value", "valueFrom");
            HasOnly(variable!["valueFrom"], "secretKeyRef");
            HasOnly(variable["valueFrom"]?["secretKeyRef"], "name", "key");
        }

        foreach (var mount in container["volumeMounts"]!.AsArray())
        {
            HasOnly(mount, "name", "mountPath", "readOnly");
        }

        foreach (var volume in pod["spec"]!["volumes"]!.AsArray())
        {
            HasOnly(volume, "name", "configMap", "secret", "projected", "emptyDir");
            HasOnly(volume!["configMap"], "name", "defaultMode");
            HasOnly(volume["secret"], "secretName", "defaultMode");
            HasOnly(volume["projected"], "sources", "defaultMode");
            foreach (var source in SourcesOf(volume))
            {
                HasOnly(source, "secret");
                HasOnly(source!["secret"], "name", "items");
            }
        }

        return container;
    }

    private static void HasOnly(JsonNode? node, params string[] fields)
    {
        var others = node?.AsObject().Select(field => field.Key).Except(fields, StringComparer.Ordinal).ToList();
        if (others is { Count: > 0 })
        {
            throw new InvalidOperationException($"The pod has {string.Join(", ", others)}, which is not laid out here: {node}");
        }
    }

    private async Task FillAsync(KubernetesNamespace space, JsonNode volume, JsonNode mount)
    {
        if (await FilesAsync(space, volume) is not { } files)
        {
            return;
        }

        var root = _scratch.Folder(volume["name"]!.GetValue<string>());
        _mounts[mount["mountPath"]!.GetValue<string>()] = root;
        var version = Directory.CreateDirectory(Path.Combine(root, "..first"));
        File.CreateSymbolicLink(Path.Combine(root, "..data"), version.Name);
        foreach (var (name, bytes) in files)
        {
            await File.WriteAllBytesAsync(Path.Combine(version.FullName, name), bytes);
            File.CreateSymbolicLink(Path.Combine(root, name), Path.Combine("..data", name));
        }
    }

    /// <summary>Null for a volume that begins empty.</summary>
    private static async Task<IEnumerable<(string Name, byte[] Bytes)>?> FilesAsync(KubernetesNamespace space, JsonNode volume)
    {
        if (volume["configMap"] is { } map)
        {
            var data = (await space.GetAsync("configmaps", map["name"]!.GetValue<string>()))["data"]!.AsObject();
            return data.Select(file => (file.Key, Encoding.UTF8.GetBytes(file.Value!.GetValue<string>())));
        }

        if (volume["secret"] is { } secret)
        {
            var data = (await space.GetAsync("secrets", secret["secretName"]!.GetValue<string>()))["data"]!.AsObject();
            return data.Select(file => (file.Key, Convert.FromBase64String(file.Value!.GetValue<string>())));
        }

        if (volume["projected"] is null)
        {
            return null;
        }

        var files = new List<(string, byte[])>();
        foreach (var source in SourcesOf(volume).Select(source => source!["secret"]!))
        {
            var data = (await space.GetAsync("secrets", source["name"]!.GetValue<string>()))["data"]!.AsObject();
            files.AddRange(source["items"]!.AsArray().Select(item => (item!["path"]!.GetValue<string>(), Convert.FromBase64String(data[item["key"]!.GetValue<string>()]!.GetValue<string>()))));
        }

        return files;
    }

    private static JsonArray SourcesOf(JsonNode volume) => volume["projected"]?["sources"]?.AsArray() ?? [];

    private static async Task<string> ValueAsync(KubernetesNamespace space, JsonNode variable)
    {
        if (variable["valueFrom"]?["secretKeyRef"] is not { } reference)
        {
            // An empty value is not written out.
            return variable["value"]?.GetValue<string>() ?? "";
        }

        var secret = await space.GetAsync("secrets", reference["name"]!.GetValue<string>());
        return Encoding.UTF8.GetString(Convert.FromBase64String(secret["data"]![reference["key"]!.GetValue<string>()]!.GetValue<string>()));
    }

    private string Moved(string value)
    {
        foreach (var (mountPath, root) in _mounts)
        {
            if (value == mountPath || value.StartsWith($"{mountPath}/", StringComparison.Ordinal))
            {
                return root + value[mountPath.Length..];
            }
        }

        return value;
    }
}
