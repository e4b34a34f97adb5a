using Gateway.Benchmarks.Micro;

namespace Gateway.Benchmarks.Load.Scenarios;

/// <summary>What a call pays for its two signatures, without the network.</summary>
internal sealed class Signatures : IScenario
{
    public string Name => "signatures";

    public string Title => "Verify and sign, 20 headers, hashed payload";

    public Task RunAsync(ScenarioContext context)
    {
        var work = new SigningBenchmarks();
        work.Setup();
        bool Both() => work.ParseAndVerify() && work.Sign().Length > 0;
        var (time, bytes) = (Stopwatches.Microseconds(Both), Stopwatches.Allocated(Both));
        context.Report.Line($"{time:F2} µs and {bytes:N0} bytes allocated.");
        context.Report.Goal(Title, "< 6 µs and < 1 KiB allocated", $"{time:F2} µs; {bytes:N0} bytes", time < 6 && bytes < 1024);
        return Task.CompletedTask;
    }
}
