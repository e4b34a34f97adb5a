namespace Gateway.Forwarding.Endpoints;

/// <summary>What is peculiar to S3's host names.</summary>
internal static class S3Hosts
{
    /// <summary>The hosts of general purpose buckets.</summary>
    public const string General = "s3";

    /// <summary>The hosts of S3 Control.</summary>
    public const string GeneralControl = "s3-control";

    /// <summary>The signing name of directory buckets.</summary>
    public const string Express = "s3express";

    /// <summary>The hosts at which directory buckets are made and configured, and at which S3 Control answers what is asked of their access points.</summary>
    public const string ExpressControl = "s3express-control";

    /// <summary>The hosts of S3 Object Lambda.</summary>
    public const string ObjectLambda = "s3-object-lambda";

    private const string FipsMark = "-fips";
    private const string DualStack = ".dualstack.";
    private const string ZonalPrefix = "s3express-";
    private const string FipsZonalPrefix = "s3express-fips-";
    private const string MultiRegion = "accesspoint.s3-global";

    /// <summary>How the names of directory buckets end, and those of their access points.</summary>
    private static readonly string[] ZonalSuffixes = ["--x-s3", "--xa-s3"];

    /// <summary>
    /// Whether a name is a directory bucket's, <c>name--zone--x-s3</c>, or that of an access point of one, <c>name--zone--xa-s3</c>; <paramref name="zone"/> is where it is.
    /// </summary>
    /// <remarks>
    /// https://docs.aws.amazon.com/AmazonS3/latest/userguide/directory-bucket-naming-rules.html and
    /// https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-points-directory-buckets-restrictions-limitations-naming-rules.html
    /// </remarks>
    public static bool TryReadZone(string bucket, out string zone)
    {
        zone = "";
        if (Array.Find(ZonalSuffixes, suffix => bucket.EndsWith(suffix, StringComparison.Ordinal)) is not { } end)
        {
            return false;
        }

        var name = bucket[..^end.Length];
        zone = name[(name.LastIndexOf("--", StringComparison.Ordinal) + 2)..];
        return name.Contains("--", StringComparison.Ordinal) && HostName.IsLabel(zone);
    }

    /// <summary>Whether a path can hold such a name: few do, and taking a path apart costs more.</summary>
    public static bool MayNameZone(string path) => path.Contains("--x", StringComparison.Ordinal);

    /// <summary>The host of a directory bucket's zone: <c>s3express-use1-az4.us-east-1.amazonaws.com</c>.</summary>
    public static string Zonal(string zone, string region, AwsPartition partition, EndpointVariant variant) =>
        (IsFips(variant) ? FipsZonalPrefix : ZonalPrefix) + zone + Rest(region, partition, variant);

    /// <summary>The host at which directory buckets are made and configured: <c>s3express-control.us-east-1.amazonaws.com</c>.</summary>
    public static string Control(string region, AwsPartition partition, EndpointVariant variant) =>
        ExpressControl + (IsFips(variant) ? FipsMark : "") + Rest(region, partition, variant);

    /// <summary>Takes the zone's label out of a host, <c>bucket.s3express-use1-az4.us-east-1</c>: the bucket's name says it again.</summary>
    public static string WithoutZone(string host)
    {
        var at = host.IndexOf("." + ZonalPrefix, StringComparison.Ordinal);
        if (at < 0 || !TryReadZone(host[..at], out _))
        {
            return host;
        }

        var end = host.IndexOf('.', at + 1);
        var fips = host.AsSpan(at + 1).StartsWith(FipsZonalPrefix, StringComparison.Ordinal);
        return host[..at] + (fips ? ".s3-fips" : ".s3") + (end < 0 ? "" : host[end..]);
    }

    /// <summary>Whether a host is a multi-region access point's: those take SigV4a alone.</summary>
    public static bool IsMultiRegion(string host) =>
        host.EndsWith(MultiRegion, StringComparison.Ordinal) || host.Contains(MultiRegion + ".", StringComparison.Ordinal);

    private static bool IsFips(EndpointVariant variant) => variant is EndpointVariant.Fips or EndpointVariant.FipsDual;

    private static string Rest(string region, AwsPartition partition, EndpointVariant variant) =>
        (variant is EndpointVariant.Dual or EndpointVariant.FipsDual ? DualStack : ".") + region + "." + partition.DnsSuffix;
}
