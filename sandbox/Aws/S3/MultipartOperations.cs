using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using System.Xml.Linq;
using Gateway.Sandbox.Aws.Payloads;

namespace Gateway.Sandbox.Aws.S3;

/// <summary>Uploads in parts. Completing takes the parts that the request lists, in that order.</summary>
internal sealed class MultipartOperations(BucketStore store)
{
    private readonly ConcurrentDictionary<string, ConcurrentDictionary<int, S3Object>> uploads = new(StringComparer.Ordinal);

    public Task CreateAsync(AwsCall call, S3Address address)
    {
        store.Require(address.Bucket);
        var id = Guid.NewGuid().ToString("N");
        uploads[id] = new ConcurrentDictionary<int, S3Object>();
        return HttpAnswer.XmlAsync(
            call.Context,
            $"<InitiateMultipartUploadResult><Bucket>{address.Bucket}</Bucket><Key>{HttpAnswer.Xml(address.Key)}</Key><UploadId>{id}</UploadId></InitiateMultipartUploadResult>");
    }

    public async Task UploadPartAsync(AwsCall call, S3Address address)
    {
        var parts = Find(call);
        var number = int.Parse(call.Request.Parameter("partNumber") ?? "0", NumberStyles.None, CultureInfo.InvariantCulture);
        using var sink = new ObjectSink();
        await call.ReadPayloadAsync(sink);
        var part = sink.Finish(address.Key, call);
        parts[number] = part;
        call.Response.Headers.ETag = $"\"{part.ETag}\"";
    }

    /// <summary>Makes an object of the listed parts.</summary>
    /// <param name="call">The call, whose body was found right.</param>
    /// <param name="address">The object.</param>
    /// <param name="body">The list of parts.</param>
    public Task CompleteAsync(AwsCall call, S3Address address, byte[] body)
    {
        var parts = Find(call);
        var listed = XDocument.Parse(Encoding.UTF8.GetString(body)).Descendants().Where(e => e.Name.LocalName == "PartNumber")
            .Select(e => int.Parse(e.Value, NumberStyles.None, CultureInfo.InvariantCulture))
            .Select(n => parts.GetValueOrDefault(n)
                ?? throw new ServiceException(400, "InvalidPart", "One or more of the specified parts could not be found."))
            .ToArray();
        var whole = Join(listed, address.Key, call.Time);
        store.Put(address.Bucket, whole);
        uploads.TryRemove(call.Request.Parameter("uploadId") ?? "", out _);
        return HttpAnswer.XmlAsync(
            call.Context,
            $"<CompleteMultipartUploadResult><Bucket>{address.Bucket}</Bucket><Key>{HttpAnswer.Xml(address.Key)}</Key><ETag>&quot;{whole.ETag}&quot;</ETag></CompleteMultipartUploadResult>");
    }

    public Task AbortAsync(AwsCall call)
    {
        Find(call);
        uploads.TryRemove(call.Request.Parameter("uploadId") ?? "", out _);
        call.Response.StatusCode = StatusCodes.Status204NoContent;
        return Task.CompletedTask;
    }

    private ConcurrentDictionary<int, S3Object> Find(AwsCall call) => uploads.GetValueOrDefault(call.Request.Parameter("uploadId") ?? "")
        ?? throw new ServiceException(404, "NoSuchUpload", "The specified multipart upload does not exist.");

    private S3Object Join(S3Object[] parts, string key, DateTimeOffset now)
    {
        using var sha256 = Checksum.Sha256();
        using var md5 = Checksum.Md5();
        var content = new MemorySink(parts.All(p => p.Content is not null) ? ObjectSink.KeptUpTo : 0);
        foreach (var part in parts)
        {
            sha256.Append(part.Content);
            content.Append(part.Content);
            md5.Append(Convert.FromHexString(part.ETag));
        }

        return new S3Object
        {
            Key = key,
            Length = parts.Sum(p => p.Length),
            Sha256 = sha256.ToHex(),
            ETag = $"{md5.ToHex()}-{parts.Length}",
            Content = parts.All(p => p.Content is not null) ? content.ToArray() : null,
            Modified = now,
        };
    }
}
