using BenchmarkDotNet.Attributes;
using Gateway.Benchmarks.Load;
using Gateway.Identity;
using Gateway.Policies;

namespace Gateway.Benchmarks.Micro;

/// <summary>One decision on a caller with 100 claims.</summary>
[MemoryDiagnoser]
public class PolicyBenchmarks
{
    private readonly Caller caller = BenchmarkPolicy.CallerOf(claims: 100);
    private PolicySnapshot policy = null!;

    [Params(10, 10_000)]
    public int Grants { get; set; }

    [GlobalSetup]
    public void Setup() => policy = BenchmarkPolicy.Load(Grants);

    [Benchmark]
    public bool SelectOne() => policy.Select(caller, Context, Arena.Role, AccessMode.Forward).Granted;

    [Benchmark]
    public int DecideAll() => policy.Decide(caller, Context).Roles.Count;

    private static AccessContext Context => new(System.Net.IPAddress.Loopback, new DateTimeOffset(2026, 11, 24, 12, 0, 0, TimeSpan.Zero));
}
