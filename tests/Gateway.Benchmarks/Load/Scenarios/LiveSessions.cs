using System.Text.Json;
using Gateway.Benchmarks.Load.Generators;
using Gateway.Benchmarks.Load.Requests;
using Gateway.Sessions;
using Gateway.Sharing;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Gateway.Benchmarks.Load.Scenarios;

/// <summary>Calls of 100,000 sessions that are all alive, beside calls of a few, at two gateways that are alike.</summary>
internal sealed class LiveSessions : IScenario
{
    private const int Connections = 32;

    /// <summary>The slowdown that is allowed.</summary>
    private const double Goal = 0.95;

    public string Name => "sessions";

    public string Title => "100,000 live sessions over 100 grants";

    public async Task RunAsync(ScenarioContext context)
    {
        var sessions = context.Options.Quick ? 5_000 : 100_000;
        var arena = context.Arena;
        await File.WriteAllTextAsync(arena.PolicyFile, BenchmarkPolicy.Of(10, roles: 100));
        KeyValuePair<string, string>[] room = [new("Gateway__Sessions__MaxOpened", (sessions * 2).ToString()), new("Gateway__Assuming__MaxSessions", (sessions * 2).ToString())];
        await using var few = await arena.StartGatewayAsync(room);
        await using var many = await arena.StartGatewayAsync(room);
        await arena.WaitUntilReadyAsync(few);
        await arena.WaitUntilReadyAsync(many);

        var factory = new RequestFactory(TimeProvider.System);
        using var ofFew = new RequestSet(Requests(arena, factory, 64, 20_000));
        using var ofMany = new RequestSet(Requests(arena, factory, sessions, sessions));
        await OpenAllAsync(many, ofMany);

        var result = await context.Comparison.RunAsync(Connections, ("64 sessions", few, ofFew), ($"{sessions:N0} sessions", many, ofMany));
        var (_, median, ratio) = result.Rows.Last();
        context.Report.Table(result, "by 64 sessions");
        context.Report.Goal(
            Title, $">= {Goal} x the speed of 64 sessions; memory bounded by option", $"{ratio:F2} x; {median.PeakMemory / 1024 / 1024:N0} MiB at most", result.AllAnswered && ratio >= Goal);
    }

    /// <summary>Each session calls once, so that each has been opened and assumed before anything is measured.</summary>
    private static async Task OpenAllAsync(Hosts.ChildProcess gateway, RequestSet requests)
    {
        var generator = new SocketGenerator { Total = requests.Requests.Count };
        await generator.RunAsync(gateway.Port, requests, Connections, TimeSpan.FromMinutes(10));
    }

    // Sealed here with the gateways' own key: asking them for so many would take longer than all else.
    private static byte[][] Requests(Arena arena, RequestFactory factory, int sessions, int count)
    {
        var options = new SessionOptions();
        options.Keys.Add(arena.SessionKey);
        var sealer = new SessionSealer(new SessionKeys(Options.Create(options), Options.Create(new SharingOptions()), NullLogger<SessionKeys>.Instance));
        var expires = TimeProvider.System.GetUtcNow().AddHours(1);
        var credentials = Enumerable.Range(0, sessions).AsParallel().AsOrdered().Select(i =>
        {
            var role = $"{Arena.Role}-{i % 100}";
            var minted = sealer.Mint(new SessionContent { RoleId = role, Expires = expires, Claims = Claims(arena, i, role) });
            return new Credentials(minted.AccessKeyId, minted.SecretAccessKey, minted.SessionToken);
        }).ToArray();
        return [.. Enumerable.Range(0, count).AsParallel().AsOrdered().Select(i => factory.DynamoDb(credentials[i % sessions], i))];
    }

    private static JsonElement Claims(Arena arena, int caller, string role) => JsonSerializer.SerializeToElement(new Dictionary<string, object>(StringComparer.Ordinal)
    {
        ["iss"] = arena.Keycloak.Issuer,
        ["sub"] = $"caller-{caller:D6}",
        ["preferred_username"] = $"caller-{caller:D6}",
        ["email"] = $"caller-{caller:D6}@example.com",
        ["exp"] = TimeProvider.System.GetUtcNow().AddHours(1).ToUnixTimeSeconds(),
        ["team"] = "orders",
        ["groups"] = new[] { "/staff", "/orders" },
        ["resource_access"] = new Dictionary<string, object>(StringComparer.Ordinal) { ["gateway"] = new { roles = new[] { role } } },
    });
}
