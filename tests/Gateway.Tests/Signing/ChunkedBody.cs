using System.Security.Cryptography;
using System.Text;

namespace Gateway.Tests.Signing;

/// <summary>Writes aws-chunked bodies as a client does, from AWS's pages alone and without the product's code.</summary>
internal sealed class ChunkedBody(string secret, string timestamp, string region, string service, string seed)
{
    private const string EmptyHash = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

    private readonly List<byte> _body = [];
    private string _previous = seed;

    private string Scope => $"{timestamp[..8]}/{region}/{service}/aws4_request";

    public static byte[] Unsigned(byte[] data, int chunkSize, params string[] trailers)
    {
        var body = new MemoryStream();
        foreach (var chunk in data.Chunk(chunkSize))
        {
            body.Write(Encoding.ASCII.GetBytes($"{chunk.Length:x}\r\n"));
            body.Write(chunk);
            body.Write("\r\n"u8);
        }

        body.Write(Encoding.ASCII.GetBytes("0\r\n" + string.Concat(trailers.Select(trailer => trailer + "\r\n")) + "\r\n"));
        return body.ToArray();
    }

    public byte[] Whole(byte[] data, int chunkSize, params string[] trailers)
    {
        foreach (var chunk in data.Chunk(chunkSize))
        {
            Chunk(chunk);
        }

        return Final(trailers);
    }

    public ChunkedBody Chunk(byte[] data)
    {
        Header(data);
        _body.AddRange(data);
        _body.AddRange("\r\n"u8);
        return this;
    }

    public byte[] Final(params string[] trailers)
    {
        Header([]);
        if (trailers.Length > 0)
        {
            var hash = Hex(SHA256.HashData(Encoding.ASCII.GetBytes(string.Concat(trailers.Select(trailer => trailer + "\n")))));
            _previous = Sign($"AWS4-HMAC-SHA256-TRAILER\n{timestamp}\n{Scope}\n{_previous}\n{hash}");
            Write(string.Concat(trailers.Select(trailer => trailer + "\r\n")) + $"x-amz-trailer-signature:{_previous}\r\n");
        }

        Write("\r\n");
        return [.. _body];
    }

    private void Header(byte[] data)
    {
        _previous = Sign($"AWS4-HMAC-SHA256-PAYLOAD\n{timestamp}\n{Scope}\n{_previous}\n{EmptyHash}\n{Hex(SHA256.HashData(data))}");
        Write($"{data.Length:x};chunk-signature={_previous}\r\n");
    }

    private void Write(string text) => _body.AddRange(Encoding.ASCII.GetBytes(text));

    private string Sign(string text)
    {
        var key = Encoding.UTF8.GetBytes("AWS4" + secret);
        foreach (var part in (string[])[timestamp[..8], region, service, "aws4_request", text])
        {
            key = HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(part));
        }

        return Hex(key);
    }

    private static string Hex(byte[] bytes) => Convert.ToHexStringLower(bytes);
}
