namespace Gateway.Signing;

/// <summary>A checksum that a trailer declares, computed while the data passes.</summary>
/// <remarks>https://docs.aws.amazon.com/AmazonS3/latest/userguide/checking-object-integrity.html</remarks>
internal abstract class TrailerChecksum(string name) : IDisposable
{
    /// <summary>The trailer's name, lower case.</summary>
    public string Name { get; } = name;

    /// <summary>Null where the name is that of no checksum known here: AWS then checks it alone.</summary>
    public static TrailerChecksum? Create(string name) => name switch
    {
        "x-amz-checksum-crc32" => new Crc32Checksum(name),
        "x-amz-checksum-crc32c" => new Crc32CChecksum(name),
        "x-amz-checksum-crc64nvme" => new Crc64NvmeChecksum(name),
        "x-amz-checksum-sha1" => new ShaChecksum(name, System.Security.Cryptography.HashAlgorithmName.SHA1),
        "x-amz-checksum-sha256" => new ShaChecksum(name, System.Security.Cryptography.HashAlgorithmName.SHA256),
        _ => null,
    };

    public virtual void Dispose()
    {
    }

    public abstract void Append(ReadOnlySpan<byte> data);

    /// <summary>The checksum of what was appended, as trailers have it. It can be taken once.</summary>
    public string ToBase64()
    {
        Span<byte> value = stackalloc byte[32];
        return Convert.ToBase64String(value[..Finish(value)]);
    }

    /// <summary>Writes the checksum, most significant byte first, and says how long it is: 32 bytes at most.</summary>
    protected abstract int Finish(Span<byte> value);
}
