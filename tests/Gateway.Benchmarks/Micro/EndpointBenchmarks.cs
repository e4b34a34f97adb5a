using BenchmarkDotNet.Attributes;
using Gateway.Forwarding.Endpoints;

namespace Gateway.Benchmarks.Micro;

/// <summary>Finding the endpoint of a call, in the three ways that a call can name it.</summary>
[MemoryDiagnoser]
public class EndpointBenchmarks
{
    private int bucket;

    [Benchmark]
    public bool ByScope() => Resolve(new EndpointQuery { SigningName = "dynamodb", SigningRegion = "eu-west-1", Method = "POST", Path = "/", Query = "", Target = "DynamoDB_20120810.GetItem", DefaultRegion = "eu-west-1" });

    [Benchmark]
    public bool ByPath() => Resolve(new EndpointQuery { Service = "s3", Region = "eu-west-1", Method = "GET", Path = "/orders/one", Query = "", DefaultRegion = "eu-west-1" });

    [Benchmark]
    public bool ByHost() => Resolve(new EndpointQuery { Host = "orders.s3.eu-west-1", Method = "GET", Path = "/one", Query = "", DefaultRegion = "eu-west-1" });

    /// <summary>A bucket that was never asked for: nothing about it is remembered.</summary>
    [Benchmark]
    public bool ByNewHost() => Resolve(new EndpointQuery { Host = $"orders-{bucket++}.s3.eu-west-1", Method = "GET", Path = "/one", Query = "", DefaultRegion = "eu-west-1" });

    private static bool Resolve(in EndpointQuery query) =>
        EndpointTable.Default.Resolve(query).IsResolved ? true : throw new InvalidOperationException("The benchmark's own call must have an endpoint.");
}
