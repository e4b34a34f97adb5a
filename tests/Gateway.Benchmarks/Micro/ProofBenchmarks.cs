using System.Text.Json;
using BenchmarkDotNet.Attributes;
using Gateway.Benchmarks.Load;
using Gateway.Sessions;
using Gateway.Sharing;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Gateway.Benchmarks.Micro;

/// <summary>What is saved where gateway credentials are remembered: minting and opening them.</summary>
[MemoryDiagnoser]
public class ProofBenchmarks
{
    private readonly SessionSealer sealer = new(new SessionKeys(Options.Create(new SessionOptions { Keys = { Convert.ToBase64String(new byte[32]) } }), Options.Create(new SharingOptions()), NullLogger<SessionKeys>.Instance));
    private readonly JsonElement claims = BenchmarkPolicy.CallerOf(claims: 30).Claims;
    private string token = "";

    [GlobalSetup]
    public void Setup() => token = Mint();

    [Benchmark]
    public string Mint() => sealer.Mint(new SessionContent { RoleId = Arena.Role, Expires = DateTimeOffset.MaxValue, Claims = claims }).SessionToken;

    [Benchmark]
    public bool Open() => sealer.TryOpen(token, out _) ? true : throw new InvalidOperationException("The benchmark's own token must open.");
}
