using System.Collections.Concurrent;

namespace Gateway.Forwarding.Endpoints;

/// <summary>From a choice of hosts to the one host: region, partition, variant and prefix.</summary>
internal sealed class EndpointResolver(EndpointData data, AwsRegions regions, HostReader reader, EndpointChooser chooser)
{
    private readonly EndpointFamily _expressControl = data.Families.First(family => family.Label == S3Hosts.ExpressControl);
    private readonly AwsService _s3Control = data.Families.First(family => family.Label == S3Hosts.GeneralControl).Service;

    // The endpoints that most calls go to. Bounded by the table: only its own regions are kept.
    private readonly ConcurrentDictionary<(EndpointFamily Family, EndpointVariant Variant, string Region), AwsEndpoint> _plain = new();

    public EndpointResolution Resolve(in EndpointQuery query)
    {
        var host = query.Host?.ToLowerInvariant();
        if (host is not null && !HostName.IsValid(host.EndsWith('-') ? host[..^1] : host))
        {
            return EndpointResolution.Refused(Problems.UnknownHost(host));
        }

        if (host is not null && S3Hosts.IsMultiRegion(host))
        {
            return EndpointResolution.Refused(Problems.SigV4a);
        }

        var choice = chooser.Choose(query, host);
        return choice.Problem is { } problem ? EndpointResolution.Refused(problem) : Place(query, choice, host);
    }

    private EndpointResolution Place(in EndpointQuery query, in EndpointChoice choice, string? host)
    {
        var suffixed = host is null ? null : reader.Partition(host);
        var named = choice.Region ?? query.SigningRegion ?? suffixed?.GlobalRegion ?? query.DefaultRegion;
        var (region, fips) = regions.Normalize(named);
        if (!regions.TryFind(region, out var partition))
        {
            return EndpointResolution.Refused(Problems.UnknownRegion(named));
        }

        if (suffixed is not null && suffixed != partition)
        {
            return EndpointResolution.Refused(Problems.OtherPartition(region, suffixed));
        }

        if (HostPrefix.Complete(choice.Family, choice.Prefix) is not { } prefix)
        {
            return EndpointResolution.Refused(Problems.UnknownPrefix(choice.Family.Service, choice.Prefix));
        }

        var family = S3Endpoints.IsForExpressControl(query, choice.Family, prefix) ? _expressControl : choice.Family;
        if (prefix.Length == 0 && OperationHost.Of(family, query) is { } own)
        {
            if (own.Complete(family, query) is not { } completed)
            {
                return EndpointResolution.Refused(Problems.NoLabel(family.Service, own.Header!));
            }

            prefix = completed;
            family = own.Family.Length == 0 ? family : data.Families.First(other => other.Service == family.Service && other.Label == own.Family);
        }

        var variant = fips ? (choice.Variant is EndpointVariant.Plain ? EndpointVariant.Fips : EndpointVariant.FipsDual) : choice.Variant;
        if (prefix.Length == 0 && (!family.Service.IsS3 || S3Endpoints.IsPlain(query, family)))
        {
            if (_plain.TryGetValue((family, variant, region), out var known))
            {
                return EndpointResolution.To(known);
            }

            var found = Place(query, family, variant, partition, region, prefix);
            if (found.IsResolved && partition.Regions.Contains(region) && !HasPathOfItsOwn(family))
            {
                _plain.TryAdd((family, variant, region), found.Endpoint);
            }

            return found;
        }

        return Place(query, family, variant, partition, region, prefix);
    }

    private static bool HasPathOfItsOwn(EndpointFamily family) => family.Rules.Any(rule => rule.Template.Host.Contains('/', StringComparison.Ordinal));

    private EndpointResolution Place(
        in EndpointQuery query, EndpointFamily chosen, EndpointVariant variant, AwsPartition partition, string region, string prefix)
    {
        var family = HostPrefix.FamilyFor(chosen, prefix, data);
        return family.Find(variant, partition, region) is not { } template
            ? EndpointResolution.Refused(Problems.NoVariant(family.Service, region))
            : family.Service.IsS3
                ? S3Endpoints.Resolve(query, new S3Place(family, variant, partition, region, prefix, _s3Control), template)
                : EndpointResolution.To(Endpoint(query, family.Service, partition, region, prefix, template));
    }

    private static AwsEndpoint Endpoint(in EndpointQuery query, AwsService service, AwsPartition partition, string region, string prefix, HostTemplate template)
    {
        var filled = HostTemplate.Fill(template.Host, partition, region);
        var slash = filled.IndexOf('/', StringComparison.Ordinal);
        var (host, path) = slash < 0 ? (filled, "") : (filled[..slash], filled[slash..]);
        return new AwsEndpoint
        {
            Service = service,
            Host = prefix + host,
            SigningName = template.SigningName,
            SigningRegion = HostTemplate.Fill(template.SigningRegion, partition, region),
            Region = region,
            Partition = partition.Id,
            HostPrefix = prefix.Length == 0 ? null : prefix[..^1],
            IsBucketHost = prefix.Length > 0 && template.SigningName == "s3-outposts",

            // A few endpoints have a path of their own, which a client that was given another endpoint does not know of.
            PathPrefix = path.Length > 0 && query.Path.StartsWith(path + "/", StringComparison.Ordinal) ? "" : path,
        };
    }
}
