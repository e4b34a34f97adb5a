using System.IO.Compression;

namespace Gateway.Forwarding.Upstream;

/// <summary>Undoes the codings of an answer's body (RFC 9110 section 8.4.1), to be looked at; the client gets it as it came.</summary>
internal static class ContentCodings
{
    /// <summary>Decodes a body; false where a coding is not known, or where it holds more than <paramref name="most"/> bytes.</summary>
    /// <param name="codings">In the order in which they were applied.</param>
    /// <param name="body">The body as it came.</param>
    /// <param name="most">Bytes that it may hold.</param>
    /// <param name="plain">What it holds. Of one that is broken, what can be read of it, and the body as it came.</param>
    public static bool TryDecode(ICollection<string> codings, byte[] body, int most, out byte[] plain)
    {
        plain = body;
        foreach (var coding in codings.Reverse())
        {
            if (coding.Equals("identity", StringComparison.OrdinalIgnoreCase))
            {
                continue;
            }

            if (Decoder(coding.ToLowerInvariant(), plain) is not { } decoder || Read(decoder, plain, most) is not { } read)
            {
                return false;
            }

            plain = read;
        }

        return true;
    }

    private static Stream? Decoder(string coding, byte[] body) => coding switch
    {
        "gzip" or "x-gzip" => new GZipStream(new MemoryStream(body), CompressionMode.Decompress),
        // Some servers mean zlib by it, as RFC 9110 does, and some do not: the first byte of zlib is a method and a window size.
        "deflate" when body is [0x78, ..] => new ZLibStream(new MemoryStream(body), CompressionMode.Decompress),
        "deflate" => new DeflateStream(new MemoryStream(body), CompressionMode.Decompress),
        "br" => new BrotliStream(new MemoryStream(body), CompressionMode.Decompress),
        _ => null,
    };

    private static byte[]? Read(Stream decoder, byte[] body, int most)
    {
        using var plain = new MemoryStream();
        using (decoder)
        {
            try
            {
                var buffer = new byte[4096];
                int read;
                while ((read = decoder.Read(buffer)) > 0)
                {
                    plain.Write(buffer, 0, read);
                    if (plain.Length > most)
                    {
                        return null;
                    }
                }
            }
            catch (Exception e) when (e is InvalidDataException or InvalidOperationException)
            {
                plain.Write(body);
            }
        }

        return plain.ToArray();
    }
}
