using System.Text.Json.Nodes;
using Shouldly;
using Xunit;

namespace Gateway.RealTests.Helm;

/// <summary>What is not laid out on this machine is not passed over in silence.</summary>
public sealed class RenderedContainerTests(RealWorld world)
{
    [Theory]
    [InlineData("/containers/0", "command", """["/bin/true"]""")]
    [InlineData("/containers/0", "envFrom", """[{ "secretRef": { "name": "all" } }]""")]
    [InlineData("/containers/0", "workingDir", "\"/srv\"")]
    [InlineData("/containers/0/env/0", "valueFrom", """{ "fieldRef": { "fieldPath": "metadata.name" } }""")]
    [InlineData("/containers/0/volumeMounts/0", "subPath", "\"policy.yaml\"")]
    [InlineData("/volumes/0/configMap", "items", """[{ "key": "policy.yaml", "path": "other.yaml" }]""")]
    [InlineData("/volumes/0", "projected", """{ "sources": [{ "downwardAPI": {} }] }""")]
    [InlineData("", "initContainers", """[{ "name": "first" }]""")]
    public async Task Field_that_would_be_left_out_fails_the_test(string path, string field, string value)
    {
        using var space = await AnySet.InstalledAsync(world, "minimal");
        var pod = await space.AdmitPodOfDeploymentAsync();
        At(pod["spec"]!, path)[field] = JsonNode.Parse(value);

        (await Should.ThrowAsync<InvalidOperationException>(() => RenderedContainer.LayOutAsync(space, pod))).Message.ShouldStartWith("The pod has ");
    }

    private static JsonNode At(JsonNode spec, string path) =>
        path.Split('/', StringSplitOptions.RemoveEmptyEntries).Aggregate(spec, (node, name) => (int.TryParse(name, out var index) ? node[index] : node[name])!);
}
