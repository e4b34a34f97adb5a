using System.Diagnostics;
using System.Text.Json;

namespace Gateway.Benchmarks.Load.Generators;

/// <summary>wrk with one thread, which is more than two cores of proxy and upstream can keep busy.</summary>
/// <remarks>https://github.com/wg/wrk</remarks>
internal sealed class Wrk : ILoadGenerator
{
    private const string Mark = "RESULT ";

    public string Name => "wrk";

    /// <summary>Whether wrk is on the path.</summary>
    public static bool IsInstalled => Programs.Find("wrk") is not null;

    public async Task<LoadResult> RunAsync(int port, RequestSet requests, int connections, TimeSpan duration)
    {
        var script = Path.Combine(AppContext.BaseDirectory, "wrk.lua");
        var start = new ProcessStartInfo(
            "wrk", ["-t1", $"-c{connections}", $"-d{(int)duration.TotalSeconds}s", "--timeout", "30s", "-s", script, $"http://127.0.0.1:{port}", "--", requests.File])
        {
            RedirectStandardOutput = true,
            UseShellExecute = false,
        };
        using var process = Process.Start(start)!;
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        var line = output.Split('\n').FirstOrDefault(line => line.StartsWith(Mark, StringComparison.Ordinal))
            ?? throw new InvalidOperationException($"wrk ended with {process.ExitCode}: {output}");
        using var result = JsonDocument.Parse(line.AsMemory(Mark.Length));
        long Read(string name) => result.RootElement.GetProperty(name).GetInt64();
        return new LoadResult(
            Read("requests"), Microseconds(Read("microseconds")), Microseconds(Read("p50")), Microseconds(Read("p99")), Microseconds(Read("max")), Read("refused") + Read("broken"));
    }

    private static TimeSpan Microseconds(long count) => TimeSpan.FromMicroseconds(count);
}
