using System.Net;
using Gateway.Sandbox.Aws.Verification;

namespace Gateway.Sandbox.Aws.S3;

/// <summary>Which bucket and key a request means. Both are empty where the request names none.</summary>
internal readonly record struct S3Address(string Bucket, string Key)
{
    public string BucketArn => $"arn:aws:s3:::{Bucket}";

    public string ObjectArn => $"{BucketArn}/{Key}";

    /// <summary>Path style, or virtual-host style where the host is BUCKET.s3… (https://docs.aws.amazon.com/AmazonS3/latest/userguide/VirtualHosting.html).</summary>
    public static S3Address Of(RawRequest request)
    {
        var host = request.Header("host") ?? "";
        var path = request.Path[1..];
        var hosted = host.IndexOf(".s3.", StringComparison.Ordinal);
        if (hosted > 0 && !IPEndPoint.TryParse(host, out _))
        {
            return new S3Address(host[..hosted], PercentEncoding.DecodeText(path));
        }

        var slash = path.IndexOf('/', StringComparison.Ordinal);
        return slash < 0
            ? new S3Address(PercentEncoding.DecodeText(path), "")
            : new S3Address(PercentEncoding.DecodeText(path[..slash]), PercentEncoding.DecodeText(path[(slash + 1)..]));
    }

    /// <summary>Reads x-amz-copy-source: BUCKET/KEY, percent-encoded, with or without a slash before.</summary>
    public static S3Address OfCopySource(string source)
    {
        var path = PercentEncoding.DecodeText(source.TrimStart('/'));
        var slash = path.IndexOf('/', StringComparison.Ordinal);
        return slash < 1
            ? throw new ServiceException(400, "InvalidArgument", "Copy Source must mention the source bucket and key: sourcebucket/sourcekey")
            : new S3Address(path[..slash], path[(slash + 1)..]);
    }
}
