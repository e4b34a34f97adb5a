using Gateway.Benchmarks.Load.Generators;
using Gateway.Benchmarks.Load.Scenarios;

namespace Gateway.Benchmarks.Load;

/// <summary><c>load</c>: what the gateway costs beside a bare proxy.</summary>
internal static class LoadCommand
{
    /// <summary>0 where every goal is met, 1 where one is not, 2 for a wrong command line.</summary>
    public static async Task<int> RunAsync(string[] args)
    {
        if (LoadOptions.TryParse(args) is not { } options)
        {
            await Console.Error.WriteLineAsync(LoadOptions.Usage);
            return 2;
        }

        if (options.List)
        {
            foreach (var scenario in AllScenarios.List)
            {
                await Console.Out.WriteLineAsync($"{scenario.Name,-16} {scenario.Title}");
            }

            return 0;
        }

        if (options.Only.Except(AllScenarios.List.Select(scenario => scenario.Name), StringComparer.Ordinal).ToList() is [_, ..] unknown)
        {
            await Console.Error.WriteLineAsync($"No such scenario: {string.Join(", ", unknown)}. load --list names them.");
            return 2;
        }

        return await MeasureAsync(options);
    }

    private static async Task<int> MeasureAsync(LoadOptions options)
    {
        ILoadGenerator generator = Wrk.IsInstalled ? new Wrk() : new SocketGenerator();
        var report = new Report(Console.Out);
        report.Machine(generator.Name, options);
        await using var arena = await Arena.StartAsync(options);
        foreach (var scenario in AllScenarios.List.Where(each => options.Only.Count == 0 || options.Only.Contains(each.Name, StringComparer.Ordinal)))
        {
            report.Heading(scenario.Title);
            await scenario.RunAsync(new ScenarioContext(arena, generator, options, report));
        }

        report.Goals();
        return report.AllMet ? 0 : 1;
    }
}
