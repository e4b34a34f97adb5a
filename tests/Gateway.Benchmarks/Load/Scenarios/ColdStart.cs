using System.Diagnostics;
using System.Net;
using Gateway.Benchmarks.Load.Hosts;

namespace Gateway.Benchmarks.Load.Scenarios;

/// <summary>The published gateway, compiled ahead (ReadyToRun): from its start to the first 200 of <c>/readyz</c>, and the memory it holds when nothing is asked of it.</summary>
internal sealed class ColdStart : IScenario
{
    private const int Starts = 5;
    private static readonly TimeSpan Settle = TimeSpan.FromSeconds(5);

    public string Name => "start";

    public string Title => "Cold start to /readyz, and idle memory";

    public async Task RunAsync(ScenarioContext context)
    {
        using var published = await Published.GatewayAsync();
        var (starts, memory) = (new List<double>(), new List<double>());
        for (var i = 0; i < Starts; i++)
        {
            var (start, idle) = await StartAsync(context.Arena, published.Program);
            starts.Add(start.TotalMilliseconds);
            memory.Add(idle / (double)(1 << 20));
        }

        var (milliseconds, mebibytes) = (Measurement.Median(starts), Measurement.Median(memory));
        context.Report.Line($"Medians of {Starts} starts: {milliseconds:N0} ms, {mebibytes:F0} MiB.");
        context.Report.Goal("Cold start to `/readyz`, ReadyToRun", "< 1 s; idle memory < 90 MiB", $"{milliseconds:N0} ms; {mebibytes:F0} MiB", milliseconds < 1000 && mebibytes < 90);
    }

    private static async Task<(TimeSpan Start, long Idle)> StartAsync(Arena arena, string program)
    {
        var port = ChildProcess.FreePort();
        var settings = arena.GatewaySettings();
        settings["ASPNETCORE_URLS"] = $"http://127.0.0.1:{port}";
        using var client = new HttpClient();
        var began = Stopwatch.GetTimestamp();
        await using var gateway = await ChildProcess.StartAsync("gateway", program, [], port, environment: settings);
        while ((await client.GetAsync(gateway.Url + "/readyz")).StatusCode != HttpStatusCode.OK)
        {
            await Task.Delay(5);
        }

        var took = Stopwatch.GetElapsedTime(began);
        await Task.Delay(Settle);
        return (took, gateway.Memory());
    }
}
