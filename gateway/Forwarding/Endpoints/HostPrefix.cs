using Gateway.Policies;

namespace Gateway.Forwarding.Endpoints;

/// <summary>Which prefixes a service's hosts take.</summary>
internal static class HostPrefix
{
    private const string AnyLabel = "*.";

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

        // Buckets, and access points on Outposts (<name>-<account>.<outpost>), may hold dots; an account or another id is one label.
        var takesName = S3SigningNames.Contains(service.SigningName) || family.Label != service.Name
            ? HostName.IsValid(name)
            : service.HostPrefixes.Contains(AnyLabel) && HostName.IsLabel(name);
        return takesName ? name + "." : null;
    }

    /// <summary>The family whose hosts take such a prefix: a graph of Neptune Analytics has its host elsewhere than the service, an account none at all.</summary>
    public static EndpointFamily FamilyFor(EndpointFamily family, string prefix, EndpointData data) =>
        prefix.Length == 0 && family.Label is "ddb" or "control-kinesis" or "data-kinesis"
            ? data.Families.First(other => other.Service == family.Service)
            : prefix.Length > 0 ? data.Families.FirstOrDefault(other => other.Label == family.Label + "-data") ?? family
            : family;

    /// <summary>https://docs.aws.amazon.com/sdkref/latest/guide/feature-account-endpoints.html</summary>
    private static bool TakesAccount(EndpointFamily family) => family.Label is "s3-control" or "ddb" or "control-kinesis" or "data-kinesis";
}
