using System.Net;
using System.Security.Cryptography;
using System.Text;
using Gateway.Tests.Hosting;
using Shouldly;
using Xunit;

namespace Gateway.Tests.Forwarding;

/// <summary>Clients that speak HTTP/2, such as the SDK for JavaScript with Kinesis, sign <c>:authority</c> and send no Host.</summary>
public sealed class Http2Tests
{
    private const string Body = "{}";

    [Theory]
    [InlineData(":authority;x-amz-date;x-amz-security-token;x-amz-target", HttpStatusCode.OK)]
    [InlineData("x-amz-date;x-amz-security-token;x-amz-target", HttpStatusCode.BadRequest)]
    [InlineData(":authority;:path;x-amz-date;x-amz-security-token;x-amz-target", HttpStatusCode.BadRequest)]
    public async Task Authority_is_signed_for_the_host(string signedHeaders, HttpStatusCode status)
    {
        await using var gateway = await TestGateway.StartAsync(settings: [("Kestrel:EndpointDefaults:Protocols", "Http2")]);
        var keys = ClientKeys.OfToken(gateway, "orders-reader");
        using var request = new HttpRequestMessage(HttpMethod.Post, gateway.Url + "/") { Version = HttpVersion.Version20, VersionPolicy = HttpVersionPolicy.RequestVersionExact };
        request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(Body));
        foreach (var (name, value) in Signed(new Uri(gateway.Url).Authority, keys, signedHeaders))
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        using var answer = await gateway.Client.SendAsync(request);

        answer.StatusCode.ShouldBe(status, await answer.Content.ReadAsStringAsync());
    }

    private static Dictionary<string, string> Signed(string authority, ClientKeys keys, string signedHeaders)
    {
        var time = TimeProvider.System.GetUtcNow().ToString("yyyyMMdd'T'HHmmss'Z'", System.Globalization.CultureInfo.InvariantCulture);
        var headers = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["x-amz-date"] = time,
            ["x-amz-security-token"] = keys.Token,
            ["x-amz-target"] = "DynamoDB_20120810.ListTables",
        };
        var lines = signedHeaders.Split(';').Select(name => $"{name}:{(name == ":authority" ? authority : name == ":path" ? "/" : headers[name])}\n");
        var canonical = $"POST\n/\n\n{string.Concat(lines)}\n{signedHeaders}\n{Hash(Body)}";
        var scope = $"{time[..8]}/eu-west-1/dynamodb/aws4_request";
        var key = scope.Split('/').Aggregate(Encoding.UTF8.GetBytes("AWS4" + keys.Secret), (secret, part) => HMACSHA256.HashData(secret, Encoding.UTF8.GetBytes(part)));
        var signature = Convert.ToHexStringLower(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes($"AWS4-HMAC-SHA256\n{time}\n{scope}\n{Hash(canonical)}")));
        headers["authorization"] = $"AWS4-HMAC-SHA256 Credential={keys.AccessKeyId}/{scope}, SignedHeaders={signedHeaders}, Signature={signature}";
        return headers;
    }

    private static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
