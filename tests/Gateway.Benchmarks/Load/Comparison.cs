using Gateway.Benchmarks.Load.Generators;
using Gateway.Benchmarks.Load.Hosts;

namespace Gateway.Benchmarks.Load;

/// <summary>Drives programs in turn, round by round, so that what else goes on in the machine meets all of them alike.</summary>
internal sealed class Comparison(ILoadGenerator generator, LoadOptions options)
{
    /// <summary>Measures every program, with its own requests, at so many connections.</summary>
    public async Task<ComparisonResult> RunAsync(int connections, params IReadOnlyList<(string Name, ChildProcess Program, RequestSet Requests)> programs)
    {
        var rounds = programs.Select(_ => new List<Measurement>()).ToArray();
        foreach (var (_, program, requests) in programs)
        {
            // Compiled, connected, sessions assumed.
            await generator.RunAsync(program.Port, requests, connections, options.WarmUp);
        }

        for (var round = 0; round < options.Rounds; round++)
        {
            for (var i = 0; i < programs.Count; i++)
            {
                rounds[i].Add(await MeasureAsync(programs[i].Program, programs[i].Requests, connections));
            }
        }

        return new ComparisonResult([.. programs.Select((each, i) => (each.Name, (IReadOnlyList<Measurement>)rounds[i]))]);
    }

    private async Task<Measurement> MeasureAsync(ChildProcess program, RequestSet requests, int connections)
    {
        program.ForgetPeakMemory();
        var before = await program.UsageAsync();
        var load = await generator.RunAsync(program.Port, requests, connections, TimeSpan.FromSeconds(options.Seconds));
        return Measurement.Of(load, before, await program.UsageAsync());
    }
}
