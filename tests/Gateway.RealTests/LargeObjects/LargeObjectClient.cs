using System.Globalization;
using System.Security.Cryptography;
using Gateway.RealTests.Gateways;
using Gateway.Signing;
using Microsoft.Extensions.Primitives;

namespace Gateway.RealTests.LargeObjects;

/// <summary>Puts and gets large objects with gateway credentials. SDKs put smaller parts; S3 takes this.</summary>
internal sealed class LargeObjectClient(Uri gateway, SigningCredentials credentials) : IDisposable
{
    private const string Path = "/orders/large";

    private readonly HttpClient _http = new(new SocketsHttpHandler { UseProxy = false }) { Timeout = Timeout.InfiniteTimeSpan };
    private readonly SigV4Signer _signer = new();

    /// <summary>Puts an object with what x-amz-content-sha256 is to say: a word of AWS's, or the object's hash.</summary>
    public async Task PutAsync(LargeObject content, string payloadHash)
    {
        var kind = PayloadHash.Parse(payloadHash);
        var headers = new List<KeyValuePair<string, StringValues>>();
        if (kind is PayloadKind.StreamingSigned or PayloadKind.StreamingSignedTrailer or PayloadKind.StreamingUnsignedTrailer)
        {
            headers.Add(new("x-amz-decoded-content-length", content.Length.ToString(CultureInfo.InvariantCulture)));
        }

        if (kind is PayloadKind.StreamingSignedTrailer or PayloadKind.StreamingUnsignedTrailer)
        {
            headers.Add(new("x-amz-trailer", LargeObjectContent.TrailerName));
        }

        using var request = Sign(HttpMethod.Put, payloadHash, headers, out var seed);
        request.Content = new LargeObjectContent(content, kind, seed);
        using var answer = await _http.SendAsync(request);
        await EnsureSuccessAsync(answer);
    }

    /// <summary>Gets the object and gives its SHA-256.</summary>
    public async Task<byte[]> GetAsync()
    {
        using var request = Sign(HttpMethod.Get, PayloadHash.Empty, [], out _);
        using var answer = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        await EnsureSuccessAsync(answer);
        using var body = await answer.Content.ReadAsStreamAsync();
        return await SHA256.HashDataAsync(body);
    }

    public void Dispose() => _http.Dispose();

    private static async Task EnsureSuccessAsync(HttpResponseMessage answer)
    {
        if (!answer.IsSuccessStatusCode)
        {
            throw new InvalidOperationException($"{answer.StatusCode}: {await answer.Content.ReadAsStringAsync()}");
        }
    }

    private HttpRequestMessage Sign(HttpMethod method, string payloadHash, List<KeyValuePair<string, StringValues>> headers, out ChunkSeed seed)
    {
        var signed = _signer.Sign(
            new SigV4Request(method.Method, Path, "", [.. headers, new("Host", gateway.Authority)]),
            new SigningParameters
            {
                Credentials = credentials,
                Region = GatewaySetup.Region,
                Service = "s3",
                PayloadHash = payloadHash,
                PathEncoding = PathEncoding.Once,
                Now = TimeProvider.System.GetUtcNow(),
                SendPayloadHash = true,
            });
        seed = signed.ChunkSeed;
        var request = new HttpRequestMessage(method, new Uri(gateway, Path));
        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value.ToString());
        }

        request.Headers.TryAddWithoutValidation("Authorization", signed.Authorization);
        request.Headers.TryAddWithoutValidation("X-Amz-Date", signed.XAmzDate);
        request.Headers.TryAddWithoutValidation("X-Amz-Security-Token", signed.XAmzSecurityToken);
        request.Headers.TryAddWithoutValidation("X-Amz-Content-Sha256", signed.XAmzContentSha256);
        return request;
    }
}
