namespace Gateway.Auditing;

/// <summary>Makes request ids.</summary>
internal static class RequestId
{
    /// <summary>A random UUID (RFC 9562 section 5.4). It must be unique and need not be secret: <see cref="Guid.NewGuid"/> asks the kernel each time, and takes ten times as long.</summary>
    public static string New()
    {
        Span<byte> bytes = stackalloc byte[16];
        Random.Shared.NextBytes(bytes);
        bytes[6] = (byte)((bytes[6] & 0x0f) | 0x40);
        bytes[8] = (byte)((bytes[8] & 0x3f) | 0x80);
        return new Guid(bytes, bigEndian: true).ToString();
    }
}
