using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Gateway.Signing;
using Microsoft.Extensions.Primitives;

namespace Gateway.Benchmarks.Load.Requests;

/// <summary>
/// Makes requests with the headers that AWS SDKs send. Each has an id, a date and a body of its own, so that no two signatures are the same; the dates
/// lie in the next two minutes, so that they still hold when the last round has come.
/// </summary>
internal sealed class RequestFactory(TimeProvider time)
{
    private const string Host = "aws.example.com";
    private const string Region = "eu-west-1";

    private readonly SigV4Signer signer = new();

    /// <summary>A DynamoDB GetItem.</summary>
    public byte[] DynamoDb(Credentials credentials, int number)
    {
        var body = Encoding.ASCII.GetBytes($$$"""{"TableName":"orders","Key":{"id":{"S":"order-{{{number:D8}}}"}},"ConsistentRead":true}""");
        return Build(credentials, number, "POST", "dynamodb", "/", body,
        [
            new("X-Amz-Target", "DynamoDB_20120810.GetItem"),
            new("Content-Type", "application/x-amz-json-1.0"),
        ]);
    }

    /// <summary>A GetObject of so many bytes.</summary>
    public byte[] GetObject(Credentials credentials, int number, long size) =>
        Build(credentials, number, "GET", "s3", $"/orders/2026/{number:D8}/{size}", [], []);

    /// <summary>The head of a PutObject whose body follows; signed with the declared hash.</summary>
    public byte[] PutObjectHead(Credentials credentials, int number, long contentLength, string payloadHash, IEnumerable<KeyValuePair<string, StringValues>> more, out SignedRequestHeaders signed) =>
        Head(credentials, number, "PUT", "s3", $"/orders/2026/{number:D8}/upload", payloadHash, contentLength, more, out signed!);

    private byte[] Build(
        Credentials credentials, int number, string method, string service, string path, byte[] body, IEnumerable<KeyValuePair<string, StringValues>> more)
    {
        var head = Head(credentials, number, method, service, path, Convert.ToHexStringLower(SHA256.HashData(body)), method == "GET" ? null : body.Length, more, out _);
        return [.. head, .. body];
    }

    private byte[] Head(
        Credentials credentials, int number, string method, string service, string path, string payloadHash, long? contentLength,
        IEnumerable<KeyValuePair<string, StringValues>> more, out SignedRequestHeaders? signed)
    {
        List<KeyValuePair<string, StringValues>> headers =
        [
            new("Host", Host),
            new("Accept-Encoding", "identity"),
            new("User-Agent", "aws-sdk-dotnet-coreclr/4.0.101.10 ua/2.1 os/linux#6.1 md/ARCH#X64 lang/.NET_Core#10.0 md/aws-sdk-dotnet-core#4.1.0 api/DynamoDB#4.1 m/N,E,1,j"),
            new("amz-sdk-invocation-id", new Guid(number, 0x4e1b, 0x4c2d, [0x9a, 0x77, 0x1f, 0x02, 0xd8, 0x5c, 0xe3, 0x46]).ToString()),
            new("amz-sdk-request", "attempt=1; max=5"),
            .. more,
        ];
        if (contentLength is { } length)
        {
            headers.Add(new("Content-Length", length.ToString(CultureInfo.InvariantCulture)));
        }

        signed = credentials.Secret is null ? null : Sign(credentials, number, method, service, path, payloadHash, headers);
        if (signed is null)
        {
            path = $"/aws/{service}/{Region}{path}";
            headers.Add(new("Authorization", "Bearer " + credentials.Token));
            headers.Add(new("X-Gateway-Role", credentials.AccessKeyId));
        }

        var text = new StringBuilder($"{method} {path} HTTP/1.1\r\n");
        foreach (var (name, value) in headers)
        {
            text.Append(name).Append(": ").Append(value).Append("\r\n");
        }

        return Encoding.ASCII.GetBytes(text.Append("\r\n").ToString());
    }

    private SignedRequestHeaders Sign(
        Credentials credentials, int number, string method, string service, string path, string payloadHash, List<KeyValuePair<string, StringValues>> headers)
    {
        var isS3 = service == "s3";
        var signed = signer.Sign(
            new SigV4Request(method, path, "", headers),
            new SigningParameters
            {
                Credentials = new SigningCredentials(credentials.AccessKeyId, credentials.Secret!, credentials.Token),
                Region = Region,
                Service = service,
                PayloadHash = payloadHash,
                PathEncoding = isS3 ? PathEncoding.Once : PathEncoding.Twice,
                Now = time.GetUtcNow().AddSeconds(number % 120),
                SendPayloadHash = isS3,
                AlsoSign = ["amz-sdk-invocation-id", "amz-sdk-request"],
            });
        headers.Add(new("X-Amz-Date", signed.XAmzDate));
        headers.Add(new("X-Amz-Security-Token", signed.XAmzSecurityToken));
        headers.Add(new("Authorization", signed.Authorization));
        if (signed.XAmzContentSha256 is { } hash)
        {
            headers.Add(new(PayloadHash.HeaderName, hash));
        }

        return signed;
    }
}
