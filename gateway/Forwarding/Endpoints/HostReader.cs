using System.Collections.Frozen;

namespace Gateway.Forwarding.Endpoints;

/// <summary>
/// Understands host names by whole labels and longest match: <c>dynamodb.eu-west-1</c>, <c>my-bucket.s3.dualstack.eu-west-1.amazonaws.com</c>,
/// <c>data-servicediscovery.eu-west-1</c>. A prefix never decides the service.
/// </summary>
internal sealed class HostReader
{
    private const string RegionMark = "{r}";

    /// <summary>Hosts whose readings are kept, about 1 KiB each: to take a name apart in every way takes 100 µs.</summary>
    private const int KnownHosts = 4096;

    private readonly BoundedCache<string, HostReading[]> _known = new(KnownHosts);

    private readonly AwsRegions _regions;
    private readonly IReadOnlyList<AwsPartition> _partitions;
    private readonly FrozenDictionary<string, List<Entry>> _hosts;
    private readonly string[] _dashPrefixes;

    /// <summary>The longest first.</summary>
    private readonly string[] _suffixes;

    public HostReader(EndpointData data, AwsRegions regions)
    {
        _regions = regions;
        _partitions = data.Partitions;
        _dashPrefixes = [.. data.Families.SelectMany(family => family.Service.HostPrefixes).Where(prefix => prefix.EndsWith('-')).Distinct()];
        _suffixes = [.. data.Partitions.SelectMany(each => new[] { each.DnsSuffix, each.DualStackDnsSuffix }).Distinct().OrderByDescending(suffix => suffix.Length)];
        var hosts = new Dictionary<string, List<Entry>>(StringComparer.Ordinal);

        // The table's own hosts first, then a service's name at the gateway, then its other names.
        foreach (var family in data.Families)
        {
            foreach (var rule in family.Rules)
            {
                Add(hosts, rule, family);
            }
        }

        foreach (var family in data.Families)
        {
            AddName(hosts, family.Label, family);
        }

        foreach (var family in data.Families.Where(family => family.Label == family.Service.Name))
        {
            foreach (var client in family.Service.ClientNames)
            {
                AddName(hosts, client, family);
            }
        }

        _hosts = hosts.ToFrozenDictionary(StringComparer.Ordinal);
    }

    /// <summary>All readings, the likeliest first. Work and memory grow with the square of the labels.</summary>
    /// <param name="host">A <see cref="HostName"/>.</param>
    public IReadOnlyList<HostReading> Read(string host)
    {
        if (!_known.TryGet(host, out var readings))
        {
            readings = [.. ReadAnew(host)];
            _known.Add(host, readings);
        }

        return readings;
    }

    private IEnumerable<HostReading> ReadAnew(string host)
    {
        var (name, suffix) = WithoutSuffix(host);
        var labels = name.Split('.');
        for (var at = labels.Length - 1; at >= -1; at--)
        {
            if (at >= 0 && !_regions.TryFind(labels[at], out _))
            {
                continue;
            }

            var region = at < 0 ? null : labels[at];
            string[] marked = [.. labels];
            if (at >= 0)
            {
                marked[at] = RegionMark;
            }

            for (var from = 0; from < labels.Length && (at < 0 || from <= at); from++)
            {
                var key = string.Join('.', marked, from, marked.Length - from);
                foreach (var (prefix, rest) in Prefixes(key))
                {
                    foreach (var entry in Entries(rest, suffix))
                    {
                        var before = string.Concat(labels.Take(from).Select(label => label + ".")) + prefix;
                        yield return new HostReading(entry.Family, entry.Variant, region, before);
                    }
                }
            }
        }
    }

    /// <summary>Whether a host ends in one of AWS's DNS suffixes.</summary>
    public bool HasSuffix(string host) => WithoutSuffix(host).Suffix is not null;

    /// <summary>The partition that a host's DNS suffix names; null where it has none of AWS's, or one that two partitions share.</summary>
    public AwsPartition? Partition(string host)
    {
        var (_, suffix) = WithoutSuffix(host);
        var found = suffix is null ? [] : _partitions.Where(each => each.DnsSuffix == suffix || each.DualStackDnsSuffix == suffix).ToArray();
        return found is [var only] ? only : null;
    }

    private IEnumerable<Entry> Entries(string key, string? suffix)
    {
        if (!_hosts.TryGetValue(key, out var entries))
        {
            return [];
        }

        var dual = suffix is not null && _partitions.Any(each => each.DualStackDnsSuffix == suffix);
        return entries
            .Where(entry => suffix is null || entry.Suffix is null || entry.Suffix == (dual ? "{d}" : "{s}"))
            .OrderBy(entry => suffix is not null && entry.IsException)
            .ThenBy(entry => entry.Variant)
            .DistinctBy(entry => entry.Family);
    }

    private IEnumerable<(string Prefix, string Name)> Prefixes(string key)
    {
        yield return ("", key);
        foreach (var prefix in _dashPrefixes)
        {
            if (key.StartsWith(prefix, StringComparison.Ordinal))
            {
                yield return (prefix, key[prefix.Length..]);
            }
        }
    }

    private (string Name, string? Suffix) WithoutSuffix(string host)
    {
        var suffix = Array.Find(
            _suffixes, each => host.Length > each.Length && host[^(each.Length + 1)] == '.' && host.EndsWith(each, StringComparison.Ordinal));
        return suffix is null ? (host, null) : (host[..^(suffix.Length + 1)], suffix);
    }

    private void Add(Dictionary<string, List<Entry>> hosts, EndpointRule rule, EndpointFamily family)
    {
        var host = rule.Template.Host.Split('/')[0];
        string? suffix = null;
        foreach (var mark in (string[])["{s}", "{d}"])
        {
            if (host.EndsWith("." + mark, StringComparison.Ordinal))
            {
                (host, suffix) = (host[..^(mark.Length + 1)], mark);
            }
        }

        var labels = host.Split('.').Select(label => label is RegionMark or "{g}" || _regions.TryFind(label, out _) ? RegionMark : label);
        Entry.Into(hosts, string.Join('.', labels), new Entry(family, rule.Variant, suffix, !rule.Scopes.IsEmpty));
    }

    private static void AddName(Dictionary<string, List<Entry>> hosts, string name, EndpointFamily family)
    {
        Entry.Into(hosts, name, new Entry(family, EndpointVariant.Plain, null, IsException: false), onlyNew: true);
        Entry.Into(hosts, name + "." + RegionMark, new Entry(family, EndpointVariant.Plain, null, IsException: false), onlyNew: true);
    }

    /// <summary>A host that the table knows.</summary>
    /// <param name="Family">The hosts that it is one of.</param>
    /// <param name="Variant">Which kind of them.</param>
    /// <param name="Suffix">The suffix's placeholder; null: any, for names that only the gateway's domain follows.</param>
    /// <param name="IsException">Whether the host is so in some partition or region alone.</param>
    private sealed record Entry(EndpointFamily Family, EndpointVariant Variant, string? Suffix, bool IsException)
    {
        public static void Into(Dictionary<string, List<Entry>> hosts, string key, Entry entry, bool onlyNew = false)
        {
            if (!hosts.TryGetValue(key, out var entries))
            {
                hosts.Add(key, [entry]);
            }
            else if (!onlyNew && !entries.Contains(entry))
            {
                entries.Add(entry);
            }
        }
    }
}
