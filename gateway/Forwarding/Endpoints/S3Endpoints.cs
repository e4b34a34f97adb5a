using Gateway.Forwarding.Operations;

namespace Gateway.Forwarding.Endpoints;

/// <summary>S3's endpoints: buckets in the host, directory buckets in their zones, names that no certificate covers in the path.</summary>
internal static class S3Endpoints
{
    /// <summary>What is asked of a directory bucket's region rather than of its zone.</summary>
    private static readonly string[] ControlKeys = ["policy", "encryption", "lifecycle", "metrics", "inventory", "tagging", "publicAccessBlock"];

    public static EndpointResolution Resolve(in EndpointQuery query, in S3Place place, in HostTemplate template)
    {
        var bucket = place.Prefix.TrimEnd('.');
        if (place.Family.Label is S3Hosts.General or S3Hosts.ExpressControl)
        {
            if (S3Hosts.TryReadZone(bucket, out var zone))
            {
                var zonal = S3Hosts.Zonal(zone, place.Region, place.Partition, place.Variant);
                return EndpointResolution.To(Endpoint(place, bucket + "." + zonal, S3Hosts.Express, bucket));
            }

            if (bucket.Length == 0 && S3Hosts.MayNameZone(query.Path) && RequestPath.Split(query.Path) is [var first, ..] segments && S3Hosts.TryReadZone(first, out _))
            {
                return segments.Length == 1 && IsControl(query)
                    ? EndpointResolution.To(Endpoint(place, S3Hosts.Control(place.Region, place.Partition, place.Variant), S3Hosts.Express, bucket))
                    : EndpointResolution.Refused(Problems.DirectoryBucketPath);
            }
        }

        var host = HostTemplate.Fill(template.Host, place.Partition, place.Region);

        // A wildcard certificate covers one label: SDKs put such a bucket in the path, too.
        var inPath = place.Family.Label == S3Hosts.General && bucket.Contains('.', StringComparison.Ordinal);
        var endpoint = Endpoint(place, inPath ? host : place.Prefix + host, template.SigningName, bucket);
        return EndpointResolution.To(inPath ? endpoint with { PathPrefix = "/" + bucket } : endpoint);
    }

    private static bool IsControl(in EndpointQuery query)
    {
        var keys = RequestQuery.Parse(query.Query);
        return query.Method is "PUT" or "DELETE" || ControlKeys.Any(key => keys.Holds(key, StringComparison.Ordinal));
    }

    private static AwsEndpoint Endpoint(in S3Place place, string host, string signingName, string bucket) => new()
    {
        Service = place.Family.Service,
        Host = host,
        SigningName = signingName,
        SigningRegion = place.Region,
        Region = place.Region,
        Partition = place.Partition.Id,
        HostPrefix = bucket.Length == 0 ? null : bucket,
        IsBucketHost = bucket.Length > 0,
    };
}
