using BenchmarkDotNet.Attributes;
using Gateway.Signing;
using Microsoft.Extensions.Primitives;

namespace Gateway.Benchmarks.Micro;

/// <summary>What one forwarded call pays for its signatures: parse and verify the client's, and sign anew. 20 headers, a hashed payload.</summary>
[MemoryDiagnoser]
public class SigningBenchmarks
{
    private static readonly DateTimeOffset Now = new(2026, 11, 24, 12, 0, 0, TimeSpan.Zero);
    private static readonly SigningCredentials Client = new("GWAYABCDEFGHIJKLMNOP", "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY", new string('t', 800));

    private readonly SigV4Signer signer = new();
    private List<KeyValuePair<string, StringValues>> headers = null!;

    [GlobalSetup]
    public void Setup()
    {
        headers = [new("Host", "dynamodb.eu-west-1.amazonaws.com"), new("Content-Type", "application/x-amz-json-1.0"), new("X-Amz-Target", "DynamoDB_20120810.GetItem")];
        headers.AddRange(Enumerable.Range(0, 13).Select(i => new KeyValuePair<string, StringValues>($"x-header-{i}", "value")));
        var signed = signer.Sign(Request, Parameters);
        headers.Add(new("Authorization", signed.Authorization));
        headers.Add(new("X-Amz-Date", signed.XAmzDate));
        headers.Add(new("X-Amz-Security-Token", signed.XAmzSecurityToken));
        headers.Add(new(PayloadHash.HeaderName, signed.XAmzContentSha256));
    }

    [Benchmark]
    public bool ParseAndVerify()
    {
        var signature = SigV4Parser.Parse(Request).Signature!;
        return SigV4Verifier.Verify(Request, signature, Client.SecretAccessKey, PayloadHash.Empty, PathEncoding.Twice, Now, out _) is null
            ? true
            : throw new InvalidOperationException("The benchmark's own signature must be right.");
    }

    [Benchmark]
    public string Sign() => signer.Sign(Request, Parameters).Authorization;

    private SigV4Request Request => new("POST", "/", "", headers);

    private static SigningParameters Parameters => new()
    {
        Credentials = Client,
        Region = "eu-west-1",
        Service = "dynamodb",
        PayloadHash = PayloadHash.Empty,
        PathEncoding = PathEncoding.Twice,
        Now = Now,
        SendPayloadHash = true,
    };
}
