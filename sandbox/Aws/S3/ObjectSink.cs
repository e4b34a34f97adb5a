using Gateway.Sandbox.Aws.Payloads;

namespace Gateway.Sandbox.Aws.S3;

/// <summary>Takes an object's bytes: hashes them for the ETag, and keeps them if they are not too many.</summary>
internal sealed class ObjectSink : IPayloadSink, IDisposable
{
    /// <summary>Bytes of one object that are kept; of a longer one only length and hashes are.</summary>
    public const long KeptUpTo = 64L << 20;

    private readonly Checksum md5 = Checksum.Md5();
    private readonly MemorySink content = new(KeptUpTo);

    public void Append(ReadOnlySpan<byte> data)
    {
        md5.Append(data);
        content.Append(data);
    }

    /// <summary>The finished object; to be asked for once, after the payload was found right.</summary>
    public S3Object Finish(string key, AwsCall call) => new()
    {
        Key = key,
        Length = call.BodyLength,
        Sha256 = call.BodySha256,
        ETag = md5.ToHex(),
        Content = content.ToArray(),
        Modified = call.Time,
        Headers = ObjectHeaders.Read(call.Request),
    };

    public void Dispose() => md5.Dispose();
}
