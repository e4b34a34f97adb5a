namespace Gateway.Forwarding.Endpoints;

/// <summary>A host and what it is signed with, before region and partition are filled in.</summary>
/// <param name="Host"><c>{r}</c> is the region, <c>{g}</c> the partition's global region, <c>{s}</c> and <c>{d}</c> its suffixes; a path may follow.</param>
/// <param name="SigningName">The service in the credential scope.</param>
/// <param name="SigningRegion">The region in the credential scope, with the same placeholders.</param>
internal readonly record struct HostTemplate(string Host, string SigningName, string SigningRegion)
{
    public static string Fill(string text, AwsPartition partition, string region) => text
        .Replace("{r}", region, StringComparison.Ordinal)
        .Replace("{g}", partition.GlobalRegion, StringComparison.Ordinal)
        .Replace("{s}", partition.DnsSuffix, StringComparison.Ordinal)
        .Replace("{d}", partition.DualStackDnsSuffix, StringComparison.Ordinal);
}
