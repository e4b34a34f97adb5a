namespace Gateway.Benchmarks.Load.Generators;

/// <summary>What a load generator saw.</summary>
/// <param name="Requests">Requests answered.</param>
/// <param name="Duration">How long it took.</param>
/// <param name="P50">Half of the answers came within this time.</param>
/// <param name="P99">99 of 100 did.</param>
/// <param name="Longest">All did.</param>
/// <param name="Failed">Answers other than 2xx, and connections that broke.</param>
internal sealed record LoadResult(long Requests, TimeSpan Duration, TimeSpan P50, TimeSpan P99, TimeSpan Longest, long Failed)
{
    public double PerSecond => Requests / Duration.TotalSeconds;
}
