using Gateway.Sandbox.Aws.Payloads;

namespace Gateway.Sandbox.Aws.S3;

/// <summary>As much of S3 as a round trip of every client needs: https://docs.aws.amazon.com/AmazonS3/latest/API/</summary>
internal sealed class S3Service : IAwsService
{
    private readonly BucketOperations buckets;
    private readonly ObjectOperations objects;
    private readonly MultipartOperations uploads;

    public S3Service(BucketStore store)
    {
        buckets = new BucketOperations(store);
        objects = new ObjectOperations(store);
        uploads = new MultipartOperations(store);
    }

    public async Task HandleAsync(AwsCall call)
    {
        var address = S3Address.Of(call.Request);
        var operation = S3Operation.Of(call.Request, address);
        call.Operation = operation.Name;
        call.RaiseFault();
        call.Authorize(operation.Action, address.Key.Length > 0 ? address.ObjectArn : address.Bucket.Length > 0 ? address.BucketArn : "*");
        if (operation.Name is "PutObject" or "UploadPart")
        {
            await (operation.Name == "PutObject" ? objects.PutAsync(call, address) : uploads.UploadPartAsync(call, address));
            return;
        }

        var body = new MemorySink(limit: 1 << 20);
        await call.ReadPayloadAsync(body);
        await (operation.Name switch
        {
            "ListBuckets" => buckets.ListBucketsAsync(call),
            "CreateBucket" => buckets.CreateAsync(call, address),
            "DeleteBucket" => buckets.DeleteAsync(call, address),
            "HeadBucket" => buckets.HeadAsync(address),
            "GetBucketLocation" => buckets.LocationAsync(call, address),
            "ListObjects" or "ListObjectsV2" => buckets.ListObjectsAsync(call, address),
            "CopyObject" => objects.CopyAsync(call, address),
            "GetObject" or "HeadObject" => objects.GetAsync(call, address),
            "DeleteObject" => objects.DeleteAsync(call, address),
            "CreateMultipartUpload" => uploads.CreateAsync(call, address),
            "CompleteMultipartUpload" => uploads.CompleteAsync(call, address, body.ToArray() ?? []),
            "AbortMultipartUpload" => uploads.AbortAsync(call),
            _ => throw new ServiceException(501, "NotImplemented", "A header or query you provided implies functionality that is not implemented."),
        });
    }
}
