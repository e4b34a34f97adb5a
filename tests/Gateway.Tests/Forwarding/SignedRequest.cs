using System.Security.Cryptography;
using System.Text;
using Gateway.Signing;
using Microsoft.Extensions.Primitives;

namespace Gateway.Tests.Forwarding;

/// <summary>A request signed by hand, whose every part a test can set or change after signing.</summary>
internal sealed class SignedRequest
{
    public string Method { get; set; } = "GET";

    public string Path { get; set; } = "/orders/one";

    public string Query { get; set; } = "";

    /// <summary>The Host header; null: that of the URL.</summary>
    public string? Host { get; set; }

    public string Service { get; set; } = "s3";

    public string Region { get; set; } = "eu-west-1";

    public byte[] Body { get; set; } = [];

    public DateTimeOffset Date { get; set; } = TimeProvider.System.GetUtcNow();

    /// <summary>Headers beyond those that signing adds; signed where AWS would.</summary>
    public Dictionary<string, string> Headers { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>What x-amz-content-sha256 says; null: the body's hash.</summary>
    public string? PayloadHash { get; set; }

    /// <summary>How the path is signed; SDKs sign S3's as it stands on the wire.</summary>
    public PathForm PathForm { get; set; }

    private bool IsS3 => Service is "s3" or "s3express";

    /// <summary>Signs for the host of <paramref name="url"/>.</summary>
    public HttpRequestMessage Sign(string url, ClientKeys keys)
    {
        var hash = PayloadHash ?? Convert.ToHexStringLower(SHA256.HashData(Body));
        var host = Host ?? new Uri(url).Authority;
        var headers = Headers.Select(header => KeyValuePair.Create(header.Key, new StringValues(header.Value))).Append(new("Host", host)).ToList();
        var signed = new SigV4Signer().Sign(
            new SigV4Request(Method, Path, Query, headers),
            new SigningParameters
            {
                Credentials = new SigningCredentials(keys.AccessKeyId, keys.Secret, keys.Token),
                Region = Region,
                Service = Service,
                PayloadHash = hash,
                PathEncoding = IsS3 ? PathEncoding.Once : PathEncoding.Twice,
                PathForm = PathForm,
                Now = Date,
                SendPayloadHash = IsS3,
            });
        var request = new HttpRequestMessage(new HttpMethod(Method), new Uri(url + Path + (Query.Length > 0 ? "?" + Query : ""), new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true }));
        // Null leaves the header to HttpClient.
        request.Headers.Host = Host;
        if (Body.Length > 0)
        {
            request.Content = new ByteArrayContent(Body);
        }

        foreach (var (name, value) in Headers)
        {
            if (!request.Headers.TryAddWithoutValidation(name, value))
            {
                request.Content ??= new ByteArrayContent([]);
                request.Content.Headers.TryAddWithoutValidation(name, value);
            }
        }

        request.Headers.TryAddWithoutValidation("Authorization", signed.Authorization);
        request.Headers.TryAddWithoutValidation("X-Amz-Date", signed.XAmzDate);
        request.Headers.TryAddWithoutValidation("X-Amz-Security-Token", signed.XAmzSecurityToken);
        if (signed.XAmzContentSha256 is { } declared)
        {
            request.Headers.TryAddWithoutValidation("X-Amz-Content-Sha256", declared);
        }

        return request;
    }

    public static SignedRequest DynamoDb(string operation, string body) => new()
    {
        Method = "POST",
        Path = "/",
        Service = "dynamodb",
        Body = Encoding.UTF8.GetBytes(body),
        Headers = { ["X-Amz-Target"] = "DynamoDB_20120810." + operation, ["Content-Type"] = "application/x-amz-json-1.0" },
    };

    public static SignedRequest Form(string service, string form) => new()
    {
        Method = "POST",
        Path = "/",
        Service = service,
        Body = Encoding.UTF8.GetBytes(form),
        Headers = { ["Content-Type"] = "application/x-www-form-urlencoded; charset=utf-8" },
    };
}
