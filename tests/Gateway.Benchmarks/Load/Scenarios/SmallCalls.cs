using Gateway.Benchmarks.Load.Generators;
using Gateway.Benchmarks.Load.Requests;

namespace Gateway.Benchmarks.Load.Scenarios;

/// <summary>Small calls at 32 connections: verified, authorised, signed anew and forwarded. Each of many signatures is one of its own.</summary>
internal sealed class SmallCalls(
    string name, string title, double goal, Func<Arena, int, Task<Credentials>> credentialsOf, Func<RequestFactory, Credentials, int, byte[]> make) : IScenario
{
    private const int Connections = 32;
    private const int Callers = 64;
    private const int Requests = 20_000;

    /// <summary>p99 may be so many times that of the bare proxy.</summary>
    private const double P99Goal = 1.25;

    public string Name => name;

    public string Title => title;

    public async Task RunAsync(ScenarioContext context)
    {
        var callers = new List<Credentials>();
        for (var caller = 0; caller < Callers; caller++)
        {
            callers.Add(await credentialsOf(context.Arena, caller));
        }

        var factory = new RequestFactory(TimeProvider.System);
        using var requests = new RequestSet([.. Enumerable.Range(0, Requests).Select(i => make(factory, callers[i % Callers], i))]);
        var result = await context.Comparison.RunAsync(Connections, [.. context.Arena.Proxies.Select(proxy => (proxy.Name, proxy, requests))]);
        context.Report.Table(result);
        context.Report.Goal(
            title,
            $">= {goal} x bare YARP; p99 <= {P99Goal} x",
            $"{result.GatewayRatio:F2} x; p99 {result.GatewayP99Ratio:F2} x",
            result.AllAnswered && result.GatewayRatio >= goal && result.GatewayP99Ratio <= P99Goal);
    }
}
