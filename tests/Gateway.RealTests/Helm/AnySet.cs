using Gateway.RealTests.Parts;

namespace Gateway.RealTests.Helm;

/// <summary>A release of whichever value set, in a namespace of an API server that knows all its kinds.</summary>
internal static class AnySet
{
    /// <summary>The network policy's rule that the chart wants for an issuer on another port than 443; nothing enforces it here.</summary>
    public const string LetsOutToIssuer = "networkPolicy.issuer.to[0].podSelector.matchLabels.app=issuer";

    public static async Task<KubernetesNamespace> InstalledAsync(RealWorld world, string set, params IEnumerable<string> arguments)
    {
        var space = await SpaceAsync(world);
        await space.InstallAsync(set, arguments);
        return space;
    }

    /// <summary>The same, with what it has elsewhere in the network led to what this machine has on loopback, so that the gateway can run as it is rendered.</summary>
    public static async Task<KubernetesNamespace> InstalledHereAsync(RealWorld world, string set, params IEnumerable<string> arguments)
    {
        var space = await SpaceAsync(world);
        await space.SecretAsync("local-redis", "connection", (await world.Redis.RunningAsync()).Connection);
        await space.InstallAsync(set, ["--set", Local(set, (await world.RealmAsync()).Issuer), .. arguments]);
        return space;
    }

    public static async Task<KubernetesNamespace> SpaceAsync(RealWorld world)
    {
        var api = await world.Kubernetes.RunningAsync();
        await HttpRouteDefinition.EnsureAsync(api);
        await PrometheusOperatorDefinitions.EnsureAsync(api);
        return await api.NamespaceAsync();
    }

    private static string Local(string set, Uri issuer)
    {
        var values = $"{LetsOutToIssuer},gateway.issuers[0].authority={issuer},gateway.issuers[0].audience=gateway,management.port={LoopbackPort.Next()}";
        return set switch
        {
            "eks" => $"{values},gateway.issuers[1].authority={new Uri(issuer, "master")},gateway.sso.issuer={issuer},gateway.operatorIssuer={issuer},redis.existingSecret=local-redis",
            "existing" => $"{values},gateway.portal.issuer={issuer}",
            "in-cluster" => $"{values},gateway.issuers[0].metadataAddress={issuer}/.well-known/openid-configuration",
            _ => values,
        };
    }
}
