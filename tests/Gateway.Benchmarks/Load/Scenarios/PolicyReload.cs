using Gateway.Benchmarks.Load.Generators;
using Gateway.Benchmarks.Load.Requests;
using Gateway.Policies;

namespace Gateway.Benchmarks.Load.Scenarios;

/// <summary>A policy of 10,000 grants that is replaced again and again while calls come at a steady rate.</summary>
internal sealed class PolicyReload : IScenario
{
    private const int Connections = 16;
    private const int Grants = 10_000;
    private const double GoalMilliseconds = 50;

    public string Name => "reload";

    public string Title => "Policy reload of 10,000 grants under load";

    public async Task RunAsync(ScenarioContext context)
    {
        var arena = context.Arena;
        var factory = new RequestFactory(TimeProvider.System);
        var callers = await Task.WhenAll(Enumerable.Range(0, 64).Select(arena.MintAsync));
        using var requests = new RequestSet([.. Enumerable.Range(0, 20_000).Select(i => factory.DynamoDb(callers[i % callers.Length], i))]);
        var generator = new SocketGenerator { Rate = 1000 };
        var duration = TimeSpan.FromSeconds(context.Options.Quick ? 8 : 20);
        await generator.RunAsync(arena.Gateway.Port, requests, Connections, duration / 2);
        var quiet = await generator.RunAsync(arena.Gateway.Port, requests, Connections, duration);

        using var end = new CancellationTokenSource();
        var replacing = ReplaceAsync(arena, end.Token);
        var busy = await generator.RunAsync(arena.Gateway.Port, requests, Connections, duration);
        await end.CancelAsync();
        var reloads = await replacing;
        await File.WriteAllTextAsync(arena.PolicyFile, BenchmarkPolicy.Of(10), CancellationToken.None);

        context.Report.Line($"At {generator.Rate:N0} calls a second the slowest took {quiet.Longest.TotalMilliseconds:F1} ms without a reload, and {busy.Longest.TotalMilliseconds:F1} ms with {reloads} of them (p99 {quiet.P99.TotalMilliseconds:F1} and {busy.P99.TotalMilliseconds:F1} ms).");
        context.Report.Goal(
            Title,
            $"no request slower than {GoalMilliseconds} ms because of it",
            $"{busy.Longest.TotalMilliseconds:F1} ms; {quiet.Longest.TotalMilliseconds:F1} ms without",
            busy.Failed == 0 && busy.Longest.TotalMilliseconds - quiet.Longest.TotalMilliseconds < GoalMilliseconds);
    }

    /// <summary>Writes another policy whenever the one before is in force; how many there were.</summary>
    private static async Task<int> ReplaceAsync(Arena arena, CancellationToken end)
    {
        var reloads = 0;
        while (!end.IsCancellationRequested)
        {
            var next = arena.PolicyFile + ".next";
            await File.WriteAllTextAsync(next, BenchmarkPolicy.Of(Grants, $"Policy {++reloads}."), CancellationToken.None);
            File.Move(next, arena.PolicyFile, overwrite: true);
            await Task.Delay(PolicyStore.PollInterval + (2 * PolicyStore.SettleTime), end).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        return reloads;
    }
}
