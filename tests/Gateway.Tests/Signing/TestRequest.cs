using System.Security.Cryptography;
using System.Text;
using Gateway.Signing;
using Microsoft.Extensions.Primitives;

namespace Gateway.Tests.Signing;

/// <summary>A request to sign, verify and change.</summary>
internal sealed record TestRequest(string Method, string Path, string Query, List<KeyValuePair<string, StringValues>> Headers, byte[] Body)
{
    public SigV4Request Signed => new(Method, Path, Query, Headers);

    public string BodyHash => Convert.ToHexStringLower(SHA256.HashData(Body));

    public static TestRequest Get(string path = "/", string query = "", params (string Name, string Value)[] headers) =>
        new("GET", path, query, [new("Host", "example.amazonaws.com"), .. headers.Select(h => new KeyValuePair<string, StringValues>(h.Name, h.Value))], []);

    public string? Header(string name) =>
        Headers.Where(h => h.Key.Equals(name, StringComparison.OrdinalIgnoreCase)).Select(h => h.Value.ToString()).FirstOrDefault();

    public TestRequest With(string name, StringValues value) => this with { Headers = [.. Headers, new(name, value)] };

    public TestRequest Without(string name) =>
        this with { Headers = [.. Headers.Where(h => !h.Key.Equals(name, StringComparison.OrdinalIgnoreCase))] };

    public TestRequest Replace(string name, StringValues value) => Without(name).With(name, value);

    /// <summary>The request as it goes out once it is signed.</summary>
    public TestRequest With(SignedRequestHeaders signed)
    {
        var result = Replace("Authorization", signed.Authorization).Replace("X-Amz-Date", signed.XAmzDate);
        result = signed.XAmzSecurityToken is null ? result : result.Replace("X-Amz-Security-Token", signed.XAmzSecurityToken);
        return signed.XAmzContentSha256 is null ? result : result.Replace("X-Amz-Content-Sha256", signed.XAmzContentSha256);
    }

    /// <summary>Text as it is on the wire: each byte of its UTF-8 form one char.</summary>
    public static string Wire(string text) => Encoding.Latin1.GetString(Encoding.UTF8.GetBytes(text));
}
