using Gateway.Benchmarks.Load.Generators;

namespace Gateway.Benchmarks.Load;

/// <summary>What one program did in one round, or the medians of its rounds.</summary>
internal sealed record Measurement
{
    public required double PerSecond { get; init; }

    public required double P50Milliseconds { get; init; }

    public required double P99Milliseconds { get; init; }

    public required double LongestMilliseconds { get; init; }

    /// <summary>Microseconds of CPU a request, of the program alone.</summary>
    public required double CpuMicroseconds { get; init; }

    /// <summary>Bytes allocated a request; null where that is not known.</summary>
    public required double? Allocated { get; init; }

    /// <summary>Bytes of memory at the most.</summary>
    public required double PeakMemory { get; init; }

    public required double Failed { get; init; }

    public static Measurement Of(LoadResult load, Hosts.ProcessUsage before, Hosts.ProcessUsage after) => new()
    {
        PerSecond = load.PerSecond,
        P50Milliseconds = load.P50.TotalMilliseconds,
        P99Milliseconds = load.P99.TotalMilliseconds,
        LongestMilliseconds = load.Longest.TotalMilliseconds,
        CpuMicroseconds = (after.Cpu - before.Cpu).TotalMicroseconds / load.Requests,
        Allocated = (after.Allocated - before.Allocated) / (double)load.Requests,
        PeakMemory = after.PeakMemory,
        Failed = load.Failed,
    };

    public static Measurement Median(IReadOnlyCollection<Measurement> rounds) => new()
    {
        PerSecond = Median(rounds, round => round.PerSecond),
        P50Milliseconds = Median(rounds, round => round.P50Milliseconds),
        P99Milliseconds = Median(rounds, round => round.P99Milliseconds),
        LongestMilliseconds = Median(rounds, round => round.LongestMilliseconds),
        CpuMicroseconds = Median(rounds, round => round.CpuMicroseconds),
        Allocated = rounds.All(round => round.Allocated is not null) ? Median(rounds, round => round.Allocated!.Value) : null,
        PeakMemory = Median(rounds, round => round.PeakMemory),
        Failed = rounds.Sum(round => round.Failed),
    };

    public static double Median(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        return sorted.Length % 2 == 1 ? sorted[sorted.Length / 2] : (sorted[(sorted.Length / 2) - 1] + sorted[sorted.Length / 2]) / 2;
    }

    private static double Median(IEnumerable<Measurement> rounds, Func<Measurement, double> member) => Median(rounds.Select(member));
}
