namespace Gateway.Forwarding.Endpoints;

/// <summary>Chooses the hosts that a request is for: by path, else by host name, else by credential scope.</summary>
internal sealed class EndpointChooser(ServiceNames names, HostReader reader, ServiceSelector selector)
{
    public EndpointChoice Choose(in EndpointQuery query, string? host) =>
        query.Service is { } service ? ByPath(service, query, host)
        : host is not null && ByHost(query, host) is { } choice ? choice
        : ByScope(query, host);

    private EndpointChoice ByPath(string service, in EndpointQuery query, string? host)
    {
        if (names.Find(service) is { } family)
        {
            return new EndpointChoice(family, EndpointVariant.Plain, query.Region, host ?? "");
        }

        // Such as dynamodb-fips or s3.dualstack: a service as its host names it.
        var spelled = reader.Read($"{service}.{query.Region}".ToLowerInvariant()).FirstOrDefault(reading => reading.Prefix.Length == 0);
        return spelled.Family is not null
            ? new EndpointChoice(spelled.Family, spelled.Variant, query.Region, host ?? "")
            : EndpointChoice.Refused(Problems.UnknownService(service));
    }

    private EndpointChoice? ByHost(EndpointQuery query, string host)
    {
        var readings = reader.Read(S3Hosts.WithoutZone(host)).Where(reading => HostPrefix.Complete(reading.Family, reading.Prefix) is not null).ToArray();

        // A name without a region may be a bucket's or an id's that is called like a service: then the scope is asked.
        var named = readings.Where(reading => reading.Region is not null || reader.HasSuffix(host)).ToArray();
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
            [var family] => new EndpointChoice(family, EndpointVariant.Plain, null, host ?? ""),
            _ when selector.Candidates(name) is { Count: > 1 } candidates => EndpointChoice.Refused(Problems.Ambiguous(name, candidates)),
            _ when names.Find(name) is { } family => new EndpointChoice(family, EndpointVariant.Plain, null, host ?? ""),
            _ => EndpointChoice.Refused(Problems.UnknownSigningName(name)),
        };
    }
}
