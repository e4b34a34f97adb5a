using Gateway.Identity;
using Gateway.Policies;

namespace Gateway.Benchmarks.Load.Scenarios;

/// <summary>The policy's decision on a caller with 100 claims, under 10 grants and under 10,000.</summary>
internal sealed class Decisions : IScenario
{
    public string Name => "decision";

    public string Title => "Policy decision, 10,000 grants, 100 claims";

    public Task RunAsync(ScenarioContext context)
    {
        var caller = BenchmarkPolicy.CallerOf(claims: 100);
        var few = Time(BenchmarkPolicy.Load(10), caller);
        var many = Time(BenchmarkPolicy.Load(10_000), caller);
        context.Report.Line($"One role: {few.One:F2} µs under 10 grants, {many.One:F2} µs under 10,000. All roles: {few.All:F2} and {many.All:F2} µs.");
        context.Report.Goal(
            Title, "< 5 µs; no slower than 2 x that of 10 grants", $"{many.One:F2} µs; {many.One / few.One:F1} x", many.One < 5 && many.One <= 2 * few.One);
        return Task.CompletedTask;
    }

    private static (double One, double All) Time(PolicySnapshot policy, Caller caller)
    {
        var access = new AccessContext(System.Net.IPAddress.Loopback, TimeProvider.System.GetUtcNow());
        return (
            Stopwatches.Microseconds(() => policy.Select(caller, access, Arena.Role, AccessMode.Forward).Granted),
            Stopwatches.Microseconds(() => policy.Decide(caller, access).Roles.Count > 0));
    }
}
