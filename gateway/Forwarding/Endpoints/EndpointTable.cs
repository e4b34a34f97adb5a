using System.Diagnostics.CodeAnalysis;

namespace Gateway.Forwarding.Endpoints;

/// <summary>
/// Which host serves which service in which region, and how calls to it are signed: the data of <c>endpoints.txt</c>, which
/// <c>generator/generate.py</c> takes from botocore. Immutable.
/// </summary>
internal sealed class EndpointTable
{
    private static readonly Lazy<EndpointTable> Embedded = new(() => new EndpointTable(EndpointDataReader.Read(EmbeddedText.Read("endpoints.txt"))));

    private readonly ServiceNames _names;
    private readonly EndpointResolver _resolver;
    private readonly EndpointChooser _chooser;
    private readonly string[] _suffixes;
    private readonly IReadOnlyList<AwsPartition> _partitions;

    private EndpointTable(EndpointData data)
    {
        var regions = new AwsRegions(data.Partitions);
        var reader = new HostReader(data, regions);
        _names = new ServiceNames(data);
        _chooser = new EndpointChooser(_names, reader, new ServiceSelector(data));
        _resolver = new EndpointResolver(data, regions, reader, _chooser);
        _suffixes = [.. Suffixes(data).Select(suffix => "." + suffix).Distinct(StringComparer.Ordinal)];
        KnownNames = _names.All;
        _partitions = data.Partitions;
    }

    /// <summary>The table that is built into the gateway, read when first asked for.</summary>
    public static EndpointTable Default => Embedded.Value;

    /// <summary>Every name by which <see cref="TryFindService"/> finds a service, without regard to case.</summary>
    public IReadOnlySet<string> KnownNames { get; }

    /// <summary>Finds a service by its endpoint name, its client name, its service id, or a signing name that is its alone; without regard to case.</summary>
    public bool TryFindService(string nameOrAlias, [NotNullWhen(true)] out AwsService? service)
    {
        service = _names.Find(nameOrAlias)?.Service;
        return service is not null;
    }

    /// <summary>The regions that the table knows in a partition; none where it does not know the partition.</summary>
    public IReadOnlyCollection<string> RegionsOf(string partition) => _partitions.FirstOrDefault(each => each.Id == partition)?.Regions.Items ?? [];

    /// <summary>Decides where a request goes: by its path or host where they name a service, else by its credential scope.</summary>
    public EndpointResolution Resolve(in EndpointQuery query)
    {
        var resolution = _resolver.Resolve(query);
        return resolution.IsResolved && !IsKnownHost(resolution.Endpoint.Host)
            ? EndpointResolution.Refused(Problems.UnknownHost(resolution.Endpoint.Host))
            : resolution;
    }

    /// <summary>Whether <c>/aws/{service}/{region}</c> names a service.</summary>
    public bool NamesService(string service, string region) => _chooser.Names(service, region);

    /// <summary>Whether it is a region of any partition.</summary>
    public bool NamesRegion(string region) => _partitions.Any(partition => partition.Has(region));

    /// <summary>Whether a host, below the gateway's own or not, is a service's whatever the path is: it names a region, AWS, or S3 behind a bucket.</summary>
    public bool HostNamesService(string host)
    {
        var lower = host.ToLowerInvariant();
        return HostName.IsValid(lower) && _chooser.NamesService(lower);
    }

    /// <summary>Whether a host is S3's own with a bucket before it: <c>my-bucket.s3.eu-west-1.amazonaws.com</c>.</summary>
    public bool IsBucketHost(string host) => IsKnownHost(host) && _chooser.NamesBucket(host.ToLowerInvariant());

    /// <summary>Whether a host is one of AWS's: a name under a DNS suffix of the table.</summary>
    public bool IsKnownHost(string host)
    {
        var lower = host.ToLowerInvariant();
        return HasKnownSuffix(lower) && HostName.IsValid(lower);
    }

    private bool HasKnownSuffix(string host)
    {
        foreach (var suffix in _suffixes)
        {
            if (host.EndsWith(suffix, StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The partitions' suffixes, and those few hosts that have none of them: what follows the region there.</summary>
    private static IEnumerable<string> Suffixes(EndpointData data) => data.Partitions
        .SelectMany(partition => new[] { partition.DnsSuffix, partition.DualStackDnsSuffix })
        .Concat(data.Families
            .SelectMany(family => family.Rules, (_, rule) => rule.Template.Host.Split('/')[0])
            .Where(host => !host.EndsWith('}'))
            .Select(host => host[(host.IndexOf('}', StringComparison.Ordinal) + 2)..]));
}
