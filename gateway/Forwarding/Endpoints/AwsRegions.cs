using System.Collections.Frozen;
using System.Diagnostics.CodeAnalysis;

namespace Gateway.Forwarding.Endpoints;

/// <summary>Which partition a region belongs to, and the other names that regions go by.</summary>
internal sealed class AwsRegions(IReadOnlyList<AwsPartition> partitions)
{
    private const string Fips = "fips";
    private const string GlobalSuffix = "-global";

    private readonly FrozenDictionary<string, AwsPartition> _known = partitions
        .SelectMany(partition => partition.Regions, (partition, region) => (partition, region))
        .ToFrozenDictionary(pair => pair.region, pair => pair.partition, StringComparer.Ordinal);

    public bool TryFind(string name, [NotNullWhen(true)] out AwsPartition? partition)
    {
        // Most labels that are asked for are no regions, and no region ends in anything but a digit.
        partition = _known.TryGetValue(name, out var known) ? known
            : name is [.., >= '0' and <= '9'] ? partitions.FirstOrDefault(each => each.Has(name))
            : null;
        return partition is not null;
    }

    /// <summary>
    /// Takes <c>aws-global</c> for the partition's global region, and <c>fips-us-east-1</c> or <c>us-east-1-fips</c> for the region's FIPS hosts, as
    /// SDKs do; leaves every other name as it is.
    /// </summary>
    public (string Region, bool Fips) Normalize(string name)
    {
        var fips = name.StartsWith(Fips + "-", StringComparison.Ordinal) || name.EndsWith("-" + Fips, StringComparison.Ordinal);
        if (fips)
        {
            name = name.StartsWith(Fips, StringComparison.Ordinal) ? name[(Fips.Length + 1)..] : name[..^(Fips.Length + 1)];
        }

        if (name.EndsWith(GlobalSuffix, StringComparison.Ordinal)
            && partitions.FirstOrDefault(each => name.AsSpan(0, name.Length - GlobalSuffix.Length).SequenceEqual(each.Id)) is { } partition)
        {
            name = partition.GlobalRegion;
        }

        return (name, fips);
    }
}
