using System.Collections.Frozen;

namespace Gateway.Forwarding.Endpoints;

/// <summary>
/// The endpoints that the configuration puts in the place of AWS's: <c>Gateway:Aws:Endpoints:{service}</c>, then <c>Gateway:Aws:EndpointUrl</c>.
/// Signing name, region and partition stay the table's.
/// </summary>
internal sealed class EndpointOverrides
{
    private readonly EndpointOrigin? _endpointUrl;
    private readonly FrozenDictionary<string, EndpointOrigin> _endpoints;

    /// <summary>Looks the services' names up.</summary>
    /// <param name="table">What the names of <paramref name="endpoints"/> are looked up in.</param>
    /// <param name="endpointUrl">For every service that <paramref name="endpoints"/> does not name; null: AWS's own hosts.</param>
    /// <param name="endpoints">By service name or alias, without regard to case; names of no service are refused at start.</param>
    public EndpointOverrides(EndpointTable table, Uri? endpointUrl, IReadOnlyDictionary<string, Uri> endpoints)
    {
        _endpointUrl = endpointUrl is null ? null : EndpointOrigin.Of(endpointUrl);

        // A service that is named twice, once by an alias: its endpoint's name counts.
        _endpoints = endpoints
            .Where(entry => table.TryFindService(entry.Key, out _))
            .Select(entry => (Service: Find(table, entry.Key), entry.Key, entry.Value))
            .OrderBy(entry => entry.Service.Equals(entry.Key, StringComparison.OrdinalIgnoreCase))
            .GroupBy(entry => entry.Service, StringComparer.Ordinal)
            .ToFrozenDictionary(group => group.Key, group => EndpointOrigin.Of(group.Last().Value), StringComparer.Ordinal);
    }

    /// <summary>
    /// Where calls for <paramref name="endpoint"/> are sent. A stand-in or a VPC endpoint has no wildcard DNS, so that a bucket moves from the host to
    /// the path; other prefixes are dropped.
    /// </summary>
    public EndpointOrigin Apply(AwsEndpoint endpoint)
    {
        var chosen = _endpoints.GetValueOrDefault(endpoint.Service.Name) ?? _endpointUrl;
        if (chosen is null)
        {
            return new EndpointOrigin("https://", endpoint.Host, endpoint.PathPrefix);
        }

        var path = endpoint.IsBucketHost ? "/" + endpoint.HostPrefix : endpoint.PathPrefix;
        return path.Length == 0 ? chosen : chosen with { Path = chosen.Path + path };
    }

    private static string Find(EndpointTable table, string name) => table.TryFindService(name, out var service) ? service.Name : name;
}
