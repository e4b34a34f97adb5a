namespace Gateway.Forwarding.Endpoints;

/// <summary>Chooses the hosts that a request is for: by path, else by host name, else by credential scope.</summary>
internal sealed class EndpointChooser(ServiceNames names, HostReader reader, ServiceSelector selector)
{
    public EndpointChoice Choose(in EndpointQuery query, string? host) =>
        query.Service is { } service ? ByPath(service, query, host)
        : host is not null && ByHost(query, host) is { } choice ? choice
        : ByScope(query, host);

    /// <summary>Whether the host alone says which service is meant.</summary>
    public bool NamesService(string host) => Readings(host).Any(reading => NamesService(reading, host) || (reading.Family.Service.IsS3 && reading.Prefix.Length > 0));

    /// <summary>Whether the host is S3's with a bucket before it.</summary>
    public bool NamesBucket(string host) => Readings(host).Any(reading => reading.Family.Service.IsS3 && reading.Prefix.Length > 0 && NamesService(reading, host));

    /// <summary>Whether a path's service is one.</summary>
    public bool Names(string service, string? region) => Find(service, region).Family is not null;

    private (EndpointFamily? Family, EndpointVariant Variant) Find(string service, string? region) =>
        names.Find(service) is { } named ? (named, EndpointVariant.Plain) : AsHost($"{service}.{region}".ToLowerInvariant());

    private EndpointChoice ByPath(string service, in EndpointQuery query, string? host)
    {
        var (family, variant) = Find(service, query.Region);
        if (family is null)
        {
            return EndpointChoice.Refused(Problems.UnknownService(service));
        }

        return host is null ? new EndpointChoice(family, variant, query.Region, "")
            : ByBoth(family, variant, query.Region, host)
            ?? BeforeUnnamed(family, variant, query.Region, host);
    }

    /// <summary>Such as dynamodb-fips or s3.dualstack: a service as its host names it.</summary>
    private (EndpointFamily? Family, EndpointVariant Variant) AsHost(string host) => HostName.IsValid(host)
        ? reader.Read(host).Where(reading => reading.Prefix.Length == 0).Select(reading => (reading.Family, reading.Variant)).FirstOrDefault()
        : default;

    /// <summary>Where the host names a service as well, it must be the path's; null: it names none.</summary>
    private EndpointChoice? ByBoth(EndpointFamily family, EndpointVariant variant, string? region, string host)
    {
        var readings = Readings(host).ToArray();
        var same = readings.FirstOrDefault(reading => reading.Family == family
            && (reading.Variant == variant || variant is EndpointVariant.Plain)
            && (reading.Region is null || reading.Region.Equals(region, StringComparison.OrdinalIgnoreCase)));
        return same.Family is not null ? new EndpointChoice(family, same.Variant, region, same.Prefix)
            : readings.Any(reading => NamesService(reading, host)) ? EndpointChoice.Refused(Problems.Disagreement(family.Label, region, host))
            : null;
    }

    /// <summary>What an SDK put before the gateway's own name: a bucket, an account, <c>data-</c>.</summary>
    private static EndpointChoice BeforeUnnamed(EndpointFamily family, EndpointVariant variant, string? region, string? host) =>
        host is not null && HostPrefix.NeedsNamedHost(family.Service)
            ? EndpointChoice.Refused(Problems.UnnamedLabel(family.Service, host))
            : new EndpointChoice(family, variant, region, host ?? "");

    private IEnumerable<HostReading> Readings(string host) =>
        reader.Read(S3Hosts.WithoutZone(host)).Where(reading => HostPrefix.Complete(reading.Family, reading.Prefix) is not null);

    /// <summary>A name without a region may be a bucket's or an id's that is called like a service.</summary>
    private bool NamesService(in HostReading reading, string host) => reading.Region is not null || reader.HasSuffix(host);

    private EndpointChoice? ByHost(EndpointQuery query, string host)
    {
        // Where the host alone does not name the service, the scope is asked.
        var readings = Readings(host).ToArray();
        var named = readings.Where(reading => NamesService(reading, host)).ToArray();
        var likely = named.Length > 0 ? named : readings;
        var signed = likely.FirstOrDefault(reading => query.SigningName is { } name && reading.Family.IsSignedAs(name));
        var chosen = signed.Family is not null ? signed
            : named.Length > 0 || query.SigningName is null || !selector.Knows(query.SigningName) ? likely.FirstOrDefault()
            : default;
        return chosen.Family is null ? null : new EndpointChoice(chosen.Family, chosen.Variant, chosen.Region, chosen.Prefix);
    }

    private EndpointChoice ByScope(in EndpointQuery query, string? host)
    {
        if (query.SigningName is not { } name)
        {
            return EndpointChoice.Refused(host is null ? Problems.NoService : Problems.UnknownHost(host));
        }

        var selected = selector.Select(query);
        return selected switch
        {
            [var family] => BeforeUnnamed(family, EndpointVariant.Plain, null, host),
            _ when OfOneHost(selected, query) is { } family => BeforeUnnamed(family, EndpointVariant.Plain, null, host),
            _ when selector.Candidates(name) is { Count: > 1 } candidates => EndpointChoice.Refused(Problems.Ambiguous(name, candidates)),
            _ when names.Find(name) is { } family => BeforeUnnamed(family, EndpointVariant.Plain, null, host),
            _ => EndpointChoice.Refused(Problems.UnknownSigningName(name)),
        };
    }

    /// <summary>Two services may have one operation at one host (Signer's GetRevocationStatus is also Signer Data's): the one that reaches it by a prefix.</summary>
    private static EndpointFamily? OfOneHost(IReadOnlyList<EndpointFamily> families, in EndpointQuery query)
    {
        foreach (var family in families)
        {
            if (OperationHost.Of(family, query) is { Prefix: var prefix } && families.All(other => other == family || other.Label == prefix + family.Label))
            {
                return family;
            }
        }

        return null;
    }
}
