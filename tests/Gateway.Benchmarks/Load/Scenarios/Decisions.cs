using System.Text;
using System.Text.Json;
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
        var caller = Caller();
        var few = Time(Policy(10), caller);
        var many = Time(Policy(10_000), caller);
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

    private static PolicySnapshot Policy(int grants) =>
        PolicyFile.Parse("policy.yaml", Encoding.UTF8.GetBytes(BenchmarkPolicy.Of(grants))).Snapshot ?? throw new InvalidOperationException("The benchmark's own policy must be right.");

    private static Caller Caller()
    {
        var claims = new Dictionary<string, object>(StringComparer.Ordinal)
        {
            ["iss"] = "https://sso.example/realms/example",
            ["sub"] = "f1f2a4c6",
            ["exp"] = 4_000_000_000,
            ["preferred_username"] = "demo",
            ["team"] = "orders",
            ["groups"] = Enumerable.Range(0, 20).Select(i => $"/staff-{i}"),
            ["resource_access"] = new Dictionary<string, object>(StringComparer.Ordinal) { ["gateway"] = new { roles = new[] { Arena.Role, "another", "third" } } },
        };
        for (var i = claims.Count; i < 100; i++)
        {
            claims[$"claim-{i}"] = $"value-{i}";
        }

        return CallerReader.TryRead(JsonSerializer.SerializeToElement(claims), "gateway", out var caller, out var problem) ? caller : throw new InvalidOperationException(problem);
    }
}
