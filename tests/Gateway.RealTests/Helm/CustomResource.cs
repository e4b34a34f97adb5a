using System.Net;
using System.Text;
using Shouldly;

namespace Gateway.RealTests.Helm;

/// <summary>Teaches the API server kinds that Kubernetes does not bring.</summary>
internal static class CustomResource
{
    /// <summary>Adds a CustomResourceDefinition, unless it is there, and waits until its resources are served.</summary>
    /// <param name="api">The API server.</param>
    /// <param name="manifest">The definition, as YAML.</param>
    /// <param name="resources">Where its resources are listed: <c>/apis/GROUP/VERSION/PLURAL</c>.</param>
    public static async Task EnsureAsync(KubernetesApi api, string manifest, string resources)
    {
        using var content = new StringContent(manifest, Encoding.UTF8, "application/yaml");
        using var answer = await api.Http.PostAsync("/apis/apiextensions.k8s.io/v1/customresourcedefinitions", content);
        (answer.IsSuccessStatusCode || answer.StatusCode == HttpStatusCode.Conflict).ShouldBeTrue(await answer.Content.ReadAsStringAsync());
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (!await IsServedAsync(api, resources, limit.Token))
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
