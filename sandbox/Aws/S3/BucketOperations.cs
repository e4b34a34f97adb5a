using System.Globalization;
using System.Text;
using Gateway.Sandbox.Aws.Verification;

namespace Gateway.Sandbox.Aws.S3;

/// <summary>Operations on buckets, listings included.</summary>
internal sealed class BucketOperations(BucketStore store)
{
    private const string Namespace = "xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\"";

    public Task ListBucketsAsync(AwsCall call)
    {
        var buckets = string.Concat(store.Buckets.Select(
            b => $"<Bucket><Name>{b}</Name><CreationDate>{Iso(call.Time)}</CreationDate></Bucket>"));
        return HttpAnswer.XmlAsync(
            call.Context,
            $"<ListAllMyBucketsResult {Namespace}><Owner><ID>stand-in</ID></Owner><Buckets>{buckets}</Buckets></ListAllMyBucketsResult>");
    }

    public Task CreateAsync(AwsCall call, S3Address address)
    {
        if (!store.Create(address.Bucket))
        {
            throw new ServiceException(409, "BucketAlreadyOwnedByYou", "Your previous request to create the named bucket succeeded.");
        }

        call.Response.Headers.Location = "/" + address.Bucket;
        return Task.CompletedTask;
    }

    public Task DeleteAsync(AwsCall call, S3Address address)
    {
        store.Delete(address.Bucket);
        call.Response.StatusCode = StatusCodes.Status204NoContent;
        return Task.CompletedTask;
    }

    public Task HeadAsync(S3Address address)
    {
        store.Require(address.Bucket);
        return Task.CompletedTask;
    }

    public Task LocationAsync(AwsCall call, S3Address address)
    {
        store.Require(address.Bucket);
        var location = call.Region == "us-east-1" ? "" : call.Region;
        return HttpAnswer.XmlAsync(call.Context, $"<LocationConstraint {Namespace}>{location}</LocationConstraint>");
    }

    public Task ListObjectsAsync(AwsCall call, S3Address address)
    {
        var query = call.Request;
        var version2 = call.Operation == "ListObjectsV2";
        var listing = ObjectListing.Of(
            store.List(address.Bucket),
            prefix: query.Parameter("prefix") ?? "",
            delimiter: query.Parameter("delimiter") ?? "",
            after: query.Parameter(version2 ? "continuation-token" : "marker") ?? query.Parameter("start-after") ?? "",
            limit: int.TryParse(query.Parameter("max-keys"), NumberStyles.None, CultureInfo.InvariantCulture, out var max) ? Math.Min(max, 1000) : 1000);
        var byUrl = query.Parameter("encoding-type") == "url";
        var xml = new StringBuilder()
            .Append("<ListBucketResult ").Append(Namespace).Append("><Name>").Append(address.Bucket).Append("</Name>")
            .Append("<Prefix>").Append(Text(query.Parameter("prefix") ?? "")).Append("</Prefix>")
            .Append("<MaxKeys>1000</MaxKeys><KeyCount>").Append(listing.Objects.Count + listing.CommonPrefixes.Count).Append("</KeyCount>")
            .Append(byUrl ? "<EncodingType>url</EncodingType>" : "")
            .Append("<IsTruncated>").Append(listing.Next is null ? "false" : "true").Append("</IsTruncated>");
        if (listing.Next is not null)
        {
            // The token is the last key in its escaped form, so that any client can carry it in a query.
            var element = version2 ? "NextContinuationToken" : "NextMarker";
            xml.Append('<').Append(element).Append('>').Append(Text(listing.Next)).Append("</").Append(element).Append('>');
        }

        foreach (var found in listing.Objects)
        {
            xml.Append("<Contents><Key>").Append(Text(found.Key)).Append("</Key><LastModified>").Append(Iso(found.Modified))
                .Append("</LastModified><ETag>&quot;").Append(found.ETag).Append("&quot;</ETag><Size>").Append(found.Length)
                .Append("</Size><StorageClass>STANDARD</StorageClass></Contents>");
        }

        foreach (var prefix in listing.CommonPrefixes)
        {
            xml.Append("<CommonPrefixes><Prefix>").Append(Text(prefix)).Append("</Prefix></CommonPrefixes>");
        }

        return HttpAnswer.XmlAsync(call.Context, xml.Append("</ListBucketResult>").ToString());

        string Text(string key) => byUrl
            ? PercentEncoding.Encode(Encoding.Latin1.GetString(Encoding.UTF8.GetBytes(key))).Replace("%2F", "/", StringComparison.Ordinal)
            : HttpAnswer.Xml(key);
    }

    private static string Iso(DateTimeOffset moment) =>
        moment.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'.000Z'", CultureInfo.InvariantCulture);
}
