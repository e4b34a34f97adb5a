namespace Gateway.Benchmarks.Load;

/// <summary>The rounds of all programs; the first is what the others are measured by, the last the gateway.</summary>
internal sealed class ComparisonResult(IReadOnlyList<(string Name, IReadOnlyList<Measurement> Rounds)> programs)
{
    public IEnumerable<(string Name, Measurement Median, double Ratio)> Rows =>
        programs.Select(program => (program.Name, Measurement.Median(program.Rounds), Ratio(program.Rounds)));

    public double GatewayRatio => Ratio(programs[^1].Rounds);

    /// <summary>The gateway's p99 by the first program's: the median of the rounds' ratios.</summary>
    public double GatewayP99Ratio =>
        Measurement.Median(programs[^1].Rounds.Zip(programs[0].Rounds, (gateway, first) => gateway.P99Milliseconds / first.P99Milliseconds));

    public bool AllAnswered => programs.All(program => program.Rounds.All(round => round.Failed == 0));

    // Round by round, so that a machine that grows slower for a while does not decide.
    private double Ratio(IReadOnlyList<Measurement> rounds) =>
        Measurement.Median(rounds.Zip(programs[0].Rounds, (each, first) => each.PerSecond / first.PerSecond));
}
