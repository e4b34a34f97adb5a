using System.Security.Cryptography;
using System.Text;
using Gateway.Signing;
using Gateway.Tests.Forwarding.Wire;
using Gateway.Tests.Hosting;
using Gateway.Tests.Signing;

namespace Gateway.Tests.Forwarding.Mutations;

/// <summary>A valid signed request of one kind, and what must reach AWS of it if anything does.</summary>
/// <param name="Request">Its bytes.</param>
/// <param name="Service">The service.</param>
/// <param name="Method">The method.</param>
/// <param name="Target">The target that AWS sees.</param>
/// <param name="Body">The body, without chunks.</param>
internal sealed record MutationShape(byte[] Request, string Service, string Method, string Target, byte[] Body)
{
    public string BodySha256 { get; } = Convert.ToHexStringLower(SHA256.HashData(Body));

    public static MutationShape Header(TestGateway gateway, ClientKeys keys) => Of(gateway, keys, new SignedRequest
    {
        Method = "PUT",
        Path = "/mutated/a%2Bb/c",
        Query = "x-id=PutObject",
        Body = "the object"u8.ToArray(),
        Headers = { ["x-amz-meta-a"] = "one  two", ["Content-Type"] = "text/plain" },
    });

    public static MutationShape Json(TestGateway gateway, ClientKeys keys) => Of(gateway, keys, SignedRequest.DynamoDb("ListTables", """{"Limit":7}"""));

    /// <summary>The URL was presigned before and stays the same.</summary>
    public static MutationShape Presigned(string url)
    {
        var uri = new Uri(url);
        return new MutationShape(
            WireHead.Of($"GET {uri.PathAndQuery} HTTP/1.1", $"Host: {uri.Authority}").Bytes(), "s3", "GET", uri.AbsolutePath, []);
    }

    public static MutationShape Chunks(TestGateway gateway, ClientKeys keys, bool trailer)
    {
        var data = Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat("data of a chunk ", 12)));
        var put = new SignedRequest
        {
            Method = "PUT",
            Path = "/mutated/chunks",
            PayloadHash = "STREAMING-AWS4-HMAC-SHA256-PAYLOAD" + (trailer ? "-TRAILER" : ""),
            Headers = { ["Content-Encoding"] = "aws-chunked", ["x-amz-decoded-content-length"] = $"{data.Length}" },
        };
        if (trailer)
        {
            put.Headers["x-amz-trailer"] = "x-amz-checksum-crc32";
        }

        var head = WireHead.Of(put, gateway.Url, keys).Without("Content-Length");
        var authorization = head.Lines.Single(line => line.StartsWith("Authorization:", StringComparison.Ordinal));
        var date = head.Lines.Single(line => line.StartsWith("X-Amz-Date:", StringComparison.Ordinal))[11..].Trim();
        string[] trailers = trailer ? [$"x-amz-checksum-crc32:{Checksum(data)}"] : [];
        var body = new ChunkedBody(keys.Secret, date, put.Region, put.Service, authorization[^64..]).Whole(data, 4096, trailers);
        return new MutationShape(head.With($"Content-Length: {body.Length}").Bytes(body), "s3", "PUT", put.Path, data);
    }

    public static MutationShape UnsignedTrailer(TestGateway gateway, ClientKeys keys)
    {
        var data = Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat("data of a chunk ", 12)));
        var body = ChunkedBody.Unsigned(data, 4096, $"x-amz-checksum-crc32:{Checksum(data)}");
        var put = new SignedRequest
        {
            Method = "PUT",
            Path = "/mutated/unsigned",
            PayloadHash = "STREAMING-UNSIGNED-PAYLOAD-TRAILER",
            Headers = { ["Content-Encoding"] = "aws-chunked", ["x-amz-decoded-content-length"] = $"{data.Length}", ["x-amz-trailer"] = "x-amz-checksum-crc32" },
        };
        return new MutationShape(WireHead.Of(put, gateway.Url, keys).Without("Content-Length").With($"Content-Length: {body.Length}").Bytes(body), "s3", "PUT", put.Path, data);
    }

    private static MutationShape Of(TestGateway gateway, ClientKeys keys, SignedRequest request) => new(
        WireHead.Of(request, gateway.Url, keys).Bytes(request.Body),
        request.Service,
        request.Method,
        request.Query.Length > 0 ? $"{request.Path}?{request.Query}" : request.Path,
        request.Body);

    private static string Checksum(byte[] data)
    {
        using var checksum = TrailerChecksum.Create("x-amz-checksum-crc32")!;
        checksum.Append(data);
        return checksum.ToBase64();
    }
}
