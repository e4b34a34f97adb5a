using System.Collections.Frozen;
using System.Collections.Immutable;

namespace Gateway.Forwarding.Endpoints;

/// <summary>A part of AWS with accounts, regions and DNS suffixes of its own: <c>aws</c>, <c>aws-cn</c>, <c>aws-us-gov</c>, …</summary>
internal sealed class AwsPartition
{
    /// <summary>No region's name is longer than this.</summary>
    private const int LongestRegion = 32;

    public required string Id { get; init; }

    /// <summary>The suffix of the partition's hosts: <c>amazonaws.com</c>.</summary>
    public required string DnsSuffix { get; init; }

    /// <summary>The suffix of most hosts that also speak IPv6: <c>api.aws</c>.</summary>
    public required string DualStackDnsSuffix { get; init; }

    /// <summary>Where the partition's global services are signed, unless the table says otherwise: <c>us-east-1</c>.</summary>
    public required string GlobalRegion { get; init; }

    /// <summary>What the names of regions begin with: a new region follows the pattern before the table knows it.</summary>
    public required ImmutableArray<string> RegionPrefixes { get; init; }

    public required FrozenSet<string> Regions { get; init; }

    /// <summary>Whether <paramref name="region"/> is, or by its name can only be, one of this partition's regions.</summary>
    public bool Has(string region) => region.Length <= LongestRegion && (Regions.Contains(region) || RegionPrefixes.Any(prefix => Follows(region, prefix)));

    /// <summary>Whether a region is a prefix, a word of lower-case letters and a number, joined by dashes.</summary>
    private static bool Follows(ReadOnlySpan<char> region, string prefix)
    {
        if (!region.StartsWith(prefix, StringComparison.Ordinal) || region.Length == prefix.Length || region[prefix.Length] != '-')
        {
            return false;
        }

        var rest = region[(prefix.Length + 1)..];
        var dash = rest.IndexOf('-');
        return dash > 0
            && dash < rest.Length - 1
            && !rest[..dash].ContainsAnyExceptInRange('a', 'z')
            && !rest[(dash + 1)..].ContainsAnyExceptInRange('0', '9');
    }
}
