using System.IO.Compression;

namespace Gateway.Sessions;

/// <summary>Makes what is sealed smaller, since it travels in a header or a cookie (RFC 1951).</summary>
internal static class Deflated
{
    public static byte[] From(ReadOnlySpan<byte> content)
    {
        using var output = new MemoryStream();
        using (var deflate = new DeflateStream(output, CompressionLevel.Fastest))
        {
            deflate.Write(content);
        }

        return output.ToArray();
    }

    /// <summary>For what was sealed with a key of ours alone: its length is not bounded.</summary>
    public static byte[] ToPlain(byte[] compressed)
    {
        using var output = new MemoryStream();
        using (var inflate = new DeflateStream(new MemoryStream(compressed), CompressionMode.Decompress))
        {
            inflate.CopyTo(output);
        }

        return output.ToArray();
    }
}
