using Gateway.Sandbox.Aws.Verification;

namespace Gateway.Sandbox.Aws.S3;

/// <summary>An S3 operation and the IAM action that allows it.</summary>
internal readonly record struct S3Operation(string Name, string Action)
{
    private static readonly string[] Known =
        ["list-type", "prefix", "delimiter", "max-keys", "encoding-type", "continuation-token", "start-after", "fetch-owner", "marker",
            "location", "uploads", "uploadId", "partNumber", "x-id"];

    /// <summary>The operation that method, bucket, key and query mean; <c>NotImplemented</c> if it is none of the stand-in's.</summary>
    public static S3Operation Of(RawRequest request, S3Address address)
    {
        var known = request.Parameters.All(
            p => Known.Contains(p.Name, StringComparer.Ordinal)
            || p.Name.StartsWith("X-Amz-", StringComparison.Ordinal)
            || p.Name.StartsWith("response-", StringComparison.Ordinal));
        return !known ? new("NotImplemented", "s3:NotImplemented")
            : address.Bucket.Length == 0 ? OfService(request)
            : address.Key.Length == 0 ? OfBucket(request)
            : OfObject(request);
    }

    private static S3Operation OfService(RawRequest request) =>
        request.Method == "GET" ? new("ListBuckets", "s3:ListAllMyBuckets") : new("NotImplemented", "s3:NotImplemented");

    private static S3Operation OfBucket(RawRequest request) => request.Method switch
    {
        "PUT" => new("CreateBucket", "s3:CreateBucket"),
        "DELETE" => new("DeleteBucket", "s3:DeleteBucket"),
        "HEAD" => new("HeadBucket", "s3:ListBucket"),
        "GET" when request.HasParameter("location") => new("GetBucketLocation", "s3:GetBucketLocation"),
        "GET" when request.HasParameter("uploads") => new("NotImplemented", "s3:ListBucketMultipartUploads"),
        "GET" => new(request.Parameter("list-type") == "2" ? "ListObjectsV2" : "ListObjects", "s3:ListBucket"),
        _ => new("NotImplemented", "s3:NotImplemented"),
    };

    private static S3Operation OfObject(RawRequest request)
    {
        var upload = request.HasParameter("uploadId");
        return request.Method switch
        {
            "GET" when !upload => new("GetObject", "s3:GetObject"),
            "HEAD" => new("HeadObject", "s3:GetObject"),
            "PUT" when upload && !request.Has("x-amz-copy-source") => new("UploadPart", "s3:PutObject"),
            "PUT" when !upload => new(request.Has("x-amz-copy-source") ? "CopyObject" : "PutObject", "s3:PutObject"),
            "POST" when request.HasParameter("uploads") => new("CreateMultipartUpload", "s3:PutObject"),
            "POST" when upload => new("CompleteMultipartUpload", "s3:PutObject"),
            "DELETE" when upload => new("AbortMultipartUpload", "s3:AbortMultipartUpload"),
            "DELETE" => new("DeleteObject", "s3:DeleteObject"),
            _ => new("NotImplemented", "s3:NotImplemented"),
        };
    }
}
