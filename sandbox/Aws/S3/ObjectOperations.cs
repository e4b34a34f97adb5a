namespace Gateway.Sandbox.Aws.S3;

/// <summary>Operations on single objects.</summary>
internal sealed class ObjectOperations(BucketStore store)
{
    public async Task PutAsync(AwsCall call, S3Address address)
    {
        store.Require(address.Bucket);
        using var sink = new ObjectSink();
        await call.ReadPayloadAsync(sink);
        if (call.Request.Header("if-none-match") == "*" && store.Find(address.Bucket, address.Key) is not null)
        {
            throw new ServiceException(412, "PreconditionFailed", "At least one of the pre-conditions you specified did not hold");
        }

        var stored = sink.Finish(address.Key, call);
        store.Put(address.Bucket, stored);
        call.Response.Headers.ETag = $"\"{stored.ETag}\"";
    }

    public Task CopyAsync(AwsCall call, S3Address address)
    {
        store.Require(address.Bucket);
        var from = S3Address.OfCopySource(call.Request.Header("x-amz-copy-source") ?? "");
        call.Authorize("s3:GetObject", from.ObjectArn);
        var copy = Find(from) with { Key = address.Key, Modified = call.Time };
        store.Put(address.Bucket, copy);
        return HttpAnswer.XmlAsync(
            call.Context,
            $"<CopyObjectResult><ETag>&quot;{copy.ETag}&quot;</ETag><LastModified>{call.Time.UtcDateTime:yyyy-MM-dd'T'HH:mm:ss'.000Z'}</LastModified></CopyObjectResult>");
    }

    public async Task GetAsync(AwsCall call, S3Address address)
    {
        var found = Find(address);
        ObjectHeaders.Write(found, call.Response.Headers);
        if (call.Request.Header("if-none-match") is { } known && known.Trim('"') == found.ETag)
        {
            call.Response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }

        if (call.Request.Header("if-match") is { } wanted && wanted.Trim('"') != found.ETag)
        {
            throw new ServiceException(412, "PreconditionFailed", "At least one of the pre-conditions you specified did not hold");
        }

        var range = ByteRange.Parse(call.Request.Header("range"), found.Length);
        if (range is { } part)
        {
            call.Response.StatusCode = StatusCodes.Status206PartialContent;
            call.Response.Headers.ContentRange = $"bytes {part.From}-{part.From + part.Length - 1}/{found.Length}";
        }

        var (from, length) = range ?? new ByteRange(0, found.Length);
        call.Response.ContentLength = length;
        if (call.Request.Method != "GET")
        {
            return;
        }

        var content = found.Content ?? throw new ServiceException(501, "NotImplemented", "The object was too large to be kept.");
        await call.Response.Body.WriteAsync(content.AsMemory((int)from, (int)length), call.Aborted);
    }

    public Task DeleteAsync(AwsCall call, S3Address address)
    {
        store.Remove(address.Bucket, address.Key);
        call.Response.StatusCode = StatusCodes.Status204NoContent;
        return Task.CompletedTask;
    }

    private S3Object Find(S3Address address)
    {
        store.Require(address.Bucket);
        return store.Find(address.Bucket, address.Key) ?? throw new ServiceException(404, "NoSuchKey", "The specified key does not exist.");
    }
}
