namespace Gateway.Forwarding.Endpoints;

/// <summary>What a client is told when the table has no answer: what was wrong, and what to do.</summary>
internal static class Problems
{
    private const int LongestEcho = 64;

    public const string NoService =
        "The request names no AWS service: sign it, or call /aws/{service}/{region}/ of the gateway, or the host {service}.{region}.<gateway domain>.";

    public const string SigV4a =
        "Multi-region access points and global endpoints take SigV4a signatures, which the gateway does not make: use a bucket or an access point of one region.";

    public const string DirectoryBucketPath =
        "The objects of a directory bucket (S3 Express) are reached by its host alone: call {bucket}.s3.{region}.<gateway domain> (virtual-host addressing).";

    public static string UnknownService(string name) =>
        $"No AWS service is called '{Echo(name)}'. Use the name in its endpoint's host (dynamodb, monitoring, email) or its SDK client's (cloudwatch, ses).";

    public static string UnknownHost(string host) => $"'{Echo(host)}' before the gateway's domain names no AWS service: use {{service}}.{{region}}, such as s3.eu-west-1.";

    public static string Disagreement(string service, string? region, string host) =>
        $"The path is for {Echo(service)} in {Echo(region ?? "")}, the host for '{Echo(host)}': where both name a service, they must agree.";

    public static string UnnamedLabel(AwsService service, string label) =>
        $"'{Echo(label)}' goes before a host of {service.Name} only where the host names the service, too: call {{id}}.{service.Name}.{{region}}.<gateway domain>.";

    public static string UnknownSigningName(string name) =>
        $"No AWS service of the endpoint table signs as '{Echo(name)}': call /aws/{{service}}/{{region}}/ of the gateway, which names the service.";

    public static string UnknownRegion(string region) => $"'{Echo(region)}' is no AWS region.";

    public static string OtherPartition(string region, AwsPartition partition) => $"The region {Echo(region)} is not one of the partition {partition.Id}, which the host is in.";

    public static string NoVariant(AwsService service, string region) => $"The endpoint table has no such host of {service.Name} in {region}.";

    public static string UnknownPrefix(AwsService service, string prefix) =>
        $"'{Echo(prefix)}' is nothing that goes before a host of {service.Name}: where path and host both name a service, they must agree.";

    public static string NoLabel(AwsService service, string header) =>
        $"This operation of {service.Name} is called at a host that begins with a label, such as an account's id: send the label in the header {header} and sign it, or call "
        + $"{{label}}.{service.Name}.{{region}}.<gateway domain>, for which the gateway needs Gateway:Domain and wildcard DNS.";

    public static string Ambiguous(string signingName, IReadOnlyList<EndpointFamily> candidates)
    {
        var ways = candidates.SelectMany(
            family => family.Service.EndpointUrlVariables,
            (family, variable) => $"{variable}=https://<gateway>/aws/{family.Service.Name}/<region>");
        return $"The signing name '{signingName}' stands for {candidates.Count} endpoints, and the request does not tell which. Set the one that is meant: "
            + string.Join(", ", ways) + ".";
    }

    /// <summary>What the client wrote, fit for a message: what may not be in a name becomes a question mark.</summary>
    private static string Echo(string text) =>
        string.Concat(text.Take(LongestEcho).Select(character => char.IsAsciiLetterOrDigit(character) || character is '-' or '.' or '_' or ' ' ? character : '?'));
}
