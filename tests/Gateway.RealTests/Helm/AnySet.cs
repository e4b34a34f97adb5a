namespace Gateway.RealTests.Helm;

/// <summary>A release of whichever value set, in a namespace of an API server that knows all its kinds.</summary>
internal static class AnySet
{
    public static async Task<KubernetesNamespace> InstalledAsync(RealWorld world, string set, params IEnumerable<string> arguments)
    {
        var space = await SpaceAsync(world);
        await space.InstallAsync(set, arguments);
        return space;
    }

    public static async Task<KubernetesNamespace> SpaceAsync(RealWorld world)
    {
        var api = await world.Kubernetes.RunningAsync();
        await HttpRouteDefinition.EnsureAsync(api);
        await PrometheusOperatorDefinitions.EnsureAsync(api);
        return await api.NamespaceAsync();
    }
}
