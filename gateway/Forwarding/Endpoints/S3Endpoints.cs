using Gateway.Forwarding.Operations;

namespace Gateway.Forwarding.Endpoints;

/// <summary>S3's endpoints: buckets in the host, directory buckets in their zones, names that no certificate covers in the path.</summary>
internal static class S3Endpoints
{
    /// <summary>What is asked of a directory bucket's region rather than of its zone.</summary>
    private static readonly string[] ControlKeys = ["policy", "encryption", "lifecycle", "metrics", "inventory", "tagging", "publicAccessBlock"];

    /// <summary>Whether family, variant and region alone decide, and nothing else of the request.</summary>
    public static bool IsPlain(in EndpointQuery query, EndpointFamily family) => family.Label == S3Hosts.General && !S3Hosts.MayNameZone(query.Path);

    /// <summary>
    /// Whether a request is for the control host of directory buckets, though its host or path names one of the usual: the clients of S3 and of S3 Control call both,
    /// and sign the name of the one that they mean.
    /// </summary>
    public static bool IsForExpressControl(in EndpointQuery query, EndpointFamily family, string prefix) => query.SigningName is S3Hosts.Express
        && prefix.Length == 0
        && (family.Label == S3Hosts.GeneralControl || (family.Label == S3Hosts.General && RequestPath.Split(query.Path).Length == 0));

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

            if (bucket.Length == 0 && S3Hosts.MayNameZone(query.Path) && RequestPath.Split(query.Path) is [var first, ..] && S3Hosts.TryReadZone(first, out _))
            {
                return !IsLongerThanBucket(query.Path) && IsControl(query)
                    ? EndpointResolution.To(Endpoint(place, S3Hosts.Control(place.Region, place.Partition, place.Variant), S3Hosts.Express, bucket))
                    : EndpointResolution.Refused(Problems.DirectoryBucketPath);
            }
        }

        var host = HostTemplate.Fill(template.Host, place.Partition, place.Region);

        // A wildcard certificate covers one label: SDKs put such a bucket in the path, too.
        var inPath = place.Family.Label == S3Hosts.General && bucket.Contains('.', StringComparison.Ordinal);
        var endpoint = Endpoint(place, inPath ? host : place.Prefix + host, template.SigningName, bucket);
        return EndpointResolution.To(
            inPath ? endpoint with { PathPrefix = "/" + bucket }
            : IsS3Control(query, place) ? endpoint with { Service = place.Control, IsBucketHost = false }
            : endpoint);
    }

    /// <summary>
    /// Whether a request is S3 Control's, at a host that answers for it as well as for S3. No object has its bucket in the path there, so that none is seen in what is
    /// longer than a bucket's name, however it is taken apart. Of S3 Object Lambda it is not known that S3 Control answers; its access points have a label before the host.
    /// </summary>
    private static bool IsS3Control(in EndpointQuery query, in S3Place place) => place.Family.Label switch
    {
        S3Hosts.ExpressControl => place.Prefix.Length > 0 || IsLongerThanBucket(query.Path),
        S3Hosts.ObjectLambda => place.Prefix.Length == 0 && IsLongerThanBucket(query.Path),
        _ => false,
    };

    private static bool IsLongerThanBucket(string path) => RequestPath.Split(path).Length > 1 || RequestPath.DecodeThenSplit(path).Length > 1;

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
