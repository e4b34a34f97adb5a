using Gateway.Policies;

namespace Gateway.Forwarding.Endpoints;

/// <summary>Which prefixes a service's hosts take.</summary>
internal static class HostPrefix
{
    private const string AnyLabel = "*.";
    private const string OwnLabel = "+.";

    /// <summary>
    /// Completes <paramref name="prefix"/> with its dot or dash, if the family takes it; null: it does not. SDKs put <c>data-</c>, <c>cp.maps.</c>,
    /// an account id or a bucket before whatever endpoint they are given.
    /// </summary>
    public static string? Complete(EndpointFamily family, string prefix)
    {
        if (prefix.Length == 0)
        {
            return "";
        }

        var service = family.Service;
        if (service.HostPrefixes.Contains(prefix))
        {
            return prefix;
        }

        var name = prefix.EndsWith('.') ? prefix[..^1] : prefix;
        if (service.HostPrefixes.Contains(name + "."))
        {
            return name + ".";
        }

        if (TakesAccount(family))
        {
            return RoleArn.IsAccountId(name) ? name + "." : null;
        }

        // Before the hosts that some operations have for themselves stands nothing.
        if (service.OperationHosts.Values.Any(host => host.Family == family.Label))
        {
            return null;
        }

        // Buckets, and access points on Outposts (<name>-<account>.<outpost>), may hold dots; an account or another id is one label.
        var takesName = S3SigningNames.Contains(service.SigningName) || family.Label != service.Name
            ? HostName.IsValid(name)
            : (service.HostPrefixes.Contains(AnyLabel) || NeedsNamedHost(service)) && HostName.IsLabel(name);
        return takesName ? name + "." : null;
    }

    /// <summary>Whether a label counts only before a host that names the service. Who runs such a host sees what is sent there: no call shall get there
    /// because a bucket's label, meant for another service, met a path or a scope that names this one.</summary>
    public static bool NeedsNamedHost(AwsService service) => service.HostPrefixes.Contains(OwnLabel);

    /// <summary>The family whose hosts take such a prefix: a graph of Neptune Analytics has its host elsewhere than the service, an account none at all.</summary>
    public static EndpointFamily FamilyFor(EndpointFamily family, string prefix, EndpointData data) =>
        prefix.Length == 0 && family.Label is "ddb" or "control-kinesis" or "data-kinesis"
            ? data.Families.First(other => other.Service == family.Service)
            : prefix.Length > 0 ? data.Families.FirstOrDefault(other => other.Label == family.Label + "-data") ?? family
            : family;

    /// <summary>https://docs.aws.amazon.com/sdkref/latest/guide/feature-account-endpoints.html</summary>
    private static bool TakesAccount(EndpointFamily family) => family.Label is "s3-control" or "ddb" or "control-kinesis" or "data-kinesis";
}
