using Gateway.Benchmarks.Load.Generators;
using Gateway.Benchmarks.Load.Hosts;
using Gateway.Benchmarks.Load.Requests;
using Gateway.Signing;

namespace Gateway.Benchmarks.Load.Scenarios;

/// <summary>Objects of 1 GiB, up in the four kinds of payload and down: the speed of one beside a bare proxy, and the memory that 16 at once take.</summary>
internal sealed class LargeBodies : IScenario
{
    private const int AtOnce = 16;
    private const int MemoryGoal = 64;
    private const string Get = "GET";

    private int number;

    public string Name => "large";

    public string Title => "1 GiB PUT and GET";

    public async Task RunAsync(ScenarioContext context)
    {
        var size = context.Options.Quick ? 64L << 20 : 1L << 30;
        var caller = await context.Arena.MintAsync(0);
        var requests = new RequestFactory(TimeProvider.System);
        var uploads = new UploadFactory(requests, size);
        Task<TimeSpan> SendAsync(string kind, ChildProcess program) => kind == Get
            ? Transfer.GetAsync(program.Port, requests.GetObject(caller, number++, size))
            : Transfer.PutAsync(program.Port, uploads.Make(caller, number++, kind));

        context.Report.Line($"| {size >> 20} MiB | bare YARP MiB/s | gateway MiB/s | gateway by bare YARP | MiB above idle, {AtOnce} at once |\n|---|---:|---:|---:|---:|");
        foreach (var kind in UploadFactory.Kinds.Append(Get))
        {
            var goal = kind is "hashed" or PayloadHash.StreamingSigned ? 0.7 : 0.9;
            var (bare, gateway, ratio) = await CompareAsync(context, kind, size, SendAsync);
            var memory = await MemoryAsync(context.Arena, kind, SendAsync);
            context.Report.Line($"| {kind} | {bare:N0} | {gateway:N0} | {ratio:F2} | {memory:F0} |");
            context.Report.Goal($"1 GiB, {kind}", $">= {goal} x bare YARP's bytes/s; <= {MemoryGoal} MiB above idle", $"{ratio:F2} x; {memory:F0} MiB", ratio >= goal && memory <= MemoryGoal);
        }
    }

    private static async Task<(double Bare, double Gateway, double Ratio)> CompareAsync(
        ScenarioContext context, string kind, long size, Func<string, ChildProcess, Task<TimeSpan>> send)
    {
        var (bare, gateway) = (new List<double>(), new List<double>());
        for (var round = 0; round <= context.Options.Rounds; round++)
        {
            var speedOfBare = size / (await send(kind, context.Arena.BareProxy)).TotalSeconds / (1 << 20);
            var speedOfGateway = size / (await send(kind, context.Arena.Gateway)).TotalSeconds / (1 << 20);

            // The first round compiles.
            if (round > 0)
            {
                bare.Add(speedOfBare);
                gateway.Add(speedOfGateway);
            }
        }

        return (Measurement.Median(bare), Measurement.Median(gateway), Measurement.Median(gateway.Zip(bare, (one, other) => one / other)));
    }

    /// <summary>Of a gateway that has carried one body and nothing else: what an older one holds in its pools is not seen as taken.</summary>
    private static async Task<double> MemoryAsync(Arena arena, string kind, Func<string, ChildProcess, Task<TimeSpan>> send)
    {
        await using var gateway = await arena.StartGatewayAsync();
        await arena.WaitUntilReadyAsync(gateway);
        await send(kind, gateway);
        gateway.ForgetPeakMemory();
        var idle = gateway.Memory();
        await Task.WhenAll(Enumerable.Range(0, AtOnce).Select(_ => Task.Run(() => send(kind, gateway))));
        return ((await gateway.UsageAsync()).PeakMemory - idle) / (double)(1 << 20);
    }
}
