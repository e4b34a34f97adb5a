using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Gateway.RealTests.Parts;
using Shouldly;

namespace Gateway.RealTests.Helm;

/// <summary>A namespace that enforces the Pod Security Standard <c>restricted</c>, with what the value sets expect to find there.</summary>
internal sealed class KubernetesNamespace : IDisposable
{
    private const string Release = "gw";

    private readonly KubernetesApi _api;
    private readonly Scratch _scratch = new();

    private KubernetesNamespace(KubernetesApi api, string name)
    {
        _api = api;
        Name = name;
    }

    public string Name { get; }

    public static async Task<KubernetesNamespace> CreateAsync(KubernetesApi api, string name)
    {
        var space = new KubernetesNamespace(api, name);
        var labels = new JsonObject
        {
            ["pod-security.kubernetes.io/enforce"] = "restricted",
            ["pod-security.kubernetes.io/warn"] = "restricted",
        };
        await space.PostAsync("/api/v1/namespaces", new JsonObject { ["metadata"] = new JsonObject { ["name"] = name, ["labels"] = labels } });
        var policy = await File.ReadAllTextAsync(Repository.PathOf("policies", "small-team.yaml"));
        await space.CreateAsync("configmaps", "access-policy", new() { ["access.yaml"] = policy });
        await space.CreateAsync("secrets", "gateway-sessions", new() { ["key-2026-08"] = SessionKey(), ["key-2026-11"] = SessionKey() });
        await space.CreateAsync("secrets", "gateway-portal", new() { ["client-secret"] = "example-only-portal-secret" });
        await space.CreateAsync("secrets", "gateway-tls", new() { ["tls.crt"] = api.Certificate.Pem, ["tls.key"] = api.Certificate.KeyPem });
        await space.SecretAsync("aws-access-redis", "connection", "redis.example:6379");
        await space.CreateAsync("secrets", "minio", new() { ["user"] = "minio", ["password"] = "minio-password" });
        return space;
    }

    /// <summary>Runs helm on the release <c>gw</c>; a warning is a failure.</summary>
    public async Task<string> HelmAsync(string verb, params IEnumerable<string> arguments)
    {
        var result = await HelmCli.RunAsync(_scratch, _api.Kubeconfig, [.. verb.Split(' '), Release, "--namespace", Name, .. arguments]);
        result.ShouldSucceed();
        result.Error.ShouldBeEmpty($"helm {verb} warned");
        return result.Output;
    }

    public Task<string> InstallAsync(string set, params IEnumerable<string> arguments) =>
        HelmAsync("install", [Chart.Folder, "--values", Chart.ValuesOf(set), .. arguments]);

    public Task<string> UpgradeAsync(string set, params IEnumerable<string> arguments) =>
        HelmAsync("upgrade", [Chart.Folder, "--values", Chart.ValuesOf(set), .. arguments]);

    public async Task<JsonNode> GetAsync(string resource, string? name = null) =>
        (await _api.Http.GetFromJsonAsync<JsonNode>($"{PathOf(resource)}/{name}".TrimEnd('/')))!;

    /// <summary>The values of the release, the chart's own among them.</summary>
    public async Task<JsonNode> ValuesAsync() => JsonNode.Parse(await HelmAsync("get values", "--all", "--output", "json"))!;

    public Task SecretAsync(string name, string key, string value) => CreateAsync("secrets", name, new() { [key] = value });

    public Task ConfigMapAsync(string name, string key, string value) => CreateAsync("configmaps", name, new() { [key] = value });

    public Task<JsonNode> DeploymentAsync() => GetAsync("deployments", "gw-gateway");

    public async Task DeleteAsync(string resource, string name) =>
        (await _api.Http.DeleteAsync($"{PathOf(resource)}/{name}")).EnsureSuccessStatusCode();

    /// <summary>The pod that the Deployment's template makes, as the API server admits it.</summary>
    public async Task<JsonNode> AdmitPodOfDeploymentAsync()
    {
        var template = (await DeploymentAsync())["spec"]!["template"]!.DeepClone();
        template["metadata"]!["generateName"] = "gw-";
        return await PostAsync(PathOf("pods"), template);
    }

    /// <summary>The pod of <c>helm test</c>, as the API server admits it.</summary>
    public async Task<JsonNode> AdmitPodOfTestAsync()
    {
        using var content = new StringContent(await HelmAsync("get hooks"), Encoding.UTF8, "application/yaml");
        return await PostAsync(PathOf("pods"), content);
    }

    /// <summary>What the API server says of a pod with this specification.</summary>
    public async Task<HttpStatusCode> StatusOfPodAsync(JsonNode spec)
    {
        var pod = new JsonObject { ["metadata"] = new JsonObject { ["generateName"] = "any-" }, ["spec"] = spec.DeepClone() };
        using var answer = await _api.Http.PostAsJsonAsync(PathOf("pods"), pod);
        return answer.StatusCode;
    }

    /// <summary>Does what an autoscaler does.</summary>
    public async Task ScaleAsync(int replicas)
    {
        using var patch = JsonContent.Create(
            new JsonObject { ["spec"] = new JsonObject { ["replicas"] = replicas } }, new MediaTypeHeaderValue("application/merge-patch+json"));
        (await _api.Http.PatchAsync($"{PathOf("deployments")}/gw-gateway/scale", patch)).EnsureSuccessStatusCode();
    }

    public void Dispose() => _scratch.Dispose();

    private static string SessionKey() => Convert.ToBase64String(RandomNumberGenerator.GetBytes(32));

    private Task<JsonNode> CreateAsync(string resource, string name, Dictionary<string, string> data)
    {
        var texts = new JsonObject(data.Select(entry => KeyValuePair.Create(entry.Key, (JsonNode?)JsonValue.Create(entry.Value))));
        return PostAsync(
            PathOf(resource),
            new JsonObject { ["metadata"] = new JsonObject { ["name"] = name }, [resource == "secrets" ? "stringData" : "data"] = texts });
    }

    private string PathOf(string resource) => resource switch
    {
        "deployments" => $"/apis/apps/v1/namespaces/{Name}/deployments",
        "networkpolicies" or "ingresses" => $"/apis/networking.k8s.io/v1/namespaces/{Name}/{resource}",
        "poddisruptionbudgets" => $"/apis/policy/v1/namespaces/{Name}/poddisruptionbudgets",
        "horizontalpodautoscalers" => $"/apis/autoscaling/v2/namespaces/{Name}/horizontalpodautoscalers",
        "httproutes" => $"/apis/gateway.networking.k8s.io/v1/namespaces/{Name}/httproutes",
        "servicemonitors" or "prometheusrules" => $"/apis/monitoring.coreos.com/v1/namespaces/{Name}/{resource}",
        _ => $"/api/v1/namespaces/{Name}/{resource}",
    };

    private async Task<JsonNode> PostAsync(string path, JsonNode body)
    {
        using var content = JsonContent.Create(body);
        return await PostAsync(path, content);
    }

    private async Task<JsonNode> PostAsync(string path, HttpContent content)
    {
        using var answer = await _api.Http.PostAsync(path, content);
        var text = await answer.Content.ReadAsStringAsync();
        answer.IsSuccessStatusCode.ShouldBeTrue(text);
        answer.Headers.Warning.ShouldBeEmpty();
        return JsonNode.Parse(text)!;
    }
}
