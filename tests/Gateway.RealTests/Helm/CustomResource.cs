using System.Net;
using System.Text;
using Shouldly;

namespace Gateway.RealTests.Helm;

/// <summary>A kind that Kubernetes does not bring, in its version v1.</summary>
/// <param name="group">Its API group.</param>
/// <param name="kind">Its name, as in a manifest.</param>
/// <param name="spec">The schema of its <c>spec</c>, as YAML.</param>
internal sealed class CustomResource(string group, string kind, string spec)
{
    /// <summary>Where its definition was approved; a group below <c>k8s.io</c> must say.</summary>
    public string? Approval { get; init; }

    private string Plural => kind.ToLowerInvariant() + "s";

    private string Manifest => $$"""
        apiVersion: apiextensions.k8s.io/v1
        kind: CustomResourceDefinition
        metadata:
          name: {{Plural}}.{{group}}
          annotations: { api-approved.kubernetes.io: "{{Approval}}" }
        spec:
          group: {{group}}
          scope: Namespaced
          names: { kind: {{kind}}, listKind: {{kind}}List, plural: {{Plural}}, singular: {{kind.ToLowerInvariant()}} }
          versions:
            - name: v1
              served: true
              storage: true
              schema:
                openAPIV3Schema:
                  type: object
                  required: [spec]
                  properties:
                    spec:
                      {{spec.ReplaceLineEndings("\n              ")}}
        """;

    /// <summary>Teaches it to the API server, unless that knows it, and waits until its resources are served.</summary>
    public async Task EnsureAsync(KubernetesApi api)
    {
        using var content = new StringContent(Manifest, Encoding.UTF8, "application/yaml");
        using var answer = await api.Http.PostAsync("/apis/apiextensions.k8s.io/v1/customresourcedefinitions", content);
        (answer.IsSuccessStatusCode || answer.StatusCode == HttpStatusCode.Conflict).ShouldBeTrue(await answer.Content.ReadAsStringAsync());
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (!await IsServedAsync(api, $"/apis/{group}/v1/{Plural}", limit.Token))
        {
            await Task.Delay(TimeSpan.FromMilliseconds(200), limit.Token);
        }
    }

    private static async Task<bool> IsServedAsync(KubernetesApi api, string resources, CancellationToken cancellation)
    {
        using var answer = await api.Http.GetAsync(resources, cancellation);
        return answer.IsSuccessStatusCode;
    }
}
