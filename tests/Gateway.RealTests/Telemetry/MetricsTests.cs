using System.Text.RegularExpressions;
using Gateway.RealTests.Gateways;
using Gateway.RealTests.Parts;
using Shouldly;
using Xunit;

namespace Gateway.RealTests.Telemetry;

/// <summary>What a real Prometheus makes of a minute of the gateway's metrics, and of the queries that ship with the chart.</summary>
public sealed partial class MetricsTests(RealWorld world) : IAsyncLifetime
{
    private readonly Scratch _scratch = new();
    private readonly Uri _management = new($"http://127.0.0.1:{LoopbackPort.Next()}");
    private StandIns _between = null!;
    private GatewayProcess _gateway = null!;
    private PrometheusServer _prometheus = null!;

    public async ValueTask InitializeAsync()
    {
        var certificate = LoopbackCertificate.Create();
        _between = await StandIns.StartAsync();
        _gateway = await world.StartGatewayAsync(_between.Setup with
        {
            Settings = new Dictionary<string, string>
            {
                ["Gateway__Management__Address"] = "http://127.0.0.1",
                ["Gateway__Management__Port"] = $"{_management.Port}",
                ["Gateway__Management__Role"] = SessionEndTraffic.OperatorRole,
                ["Gateway__Portal__ClientId"] = "portal",
                ["Gateway__Portal__ClientSecret"] = "example-only-portal-secret",
                ["Kestrel__Certificates__Default__Path"] = _scratch.Write("tls.crt", certificate.Pem),
                ["Kestrel__Certificates__Default__KeyPath"] = _scratch.Write("tls.key", certificate.KeyPem),
            },
        });
        _prometheus = await PrometheusServer.StartAsync(_management);
    }

    [Fact]
    public async Task After_a_minute_of_mixed_traffic_every_door_is_counted_and_every_query_of_dashboard_and_alerts_gives_a_number()
    {
        using var traffic = new MixedTraffic(_gateway.Address, _management, _between);

        await traffic.MinuteAsync();

        var queries = Queries.OfDashboard().Concat(Queries.OfAlerts()).Distinct().ToList();
        queries.Count.ShouldBeGreaterThan(30);
        (await WithoutAsync(queries, async query => (await _prometheus.NumbersAsync(query)).Count)).ShouldBeEmpty();
        Queries.OfVariables().Count.ShouldBe(2);
        (await WithoutAsync(Queries.OfVariables(), async variable => (await _prometheus.LabelValuesAsync(variable.Selector, variable.Label)).Count)).ShouldBeEmpty();
        (await _prometheus.LabelValuesAsync("gateway_requests_total{gateway_outcome='allowed'}", "gateway_door")).ShouldBe(Doors(), ignoreOrder: true);
        (await _prometheus.RuleHealthAsync()).ShouldAllBe(rule => rule.Value == "ok");
    }

    [Fact]
    public async Task Promtool_finds_nothing_in_the_metrics_of_mixed_traffic_and_no_caller_stands_in_them()
    {
        using var traffic = new MixedTraffic(_gateway.Address, _management, _between);
        await traffic.RoundAsync();
        using var http = new HttpClient();
        var exposition = await http.GetStringAsync(new Uri(_management, "/metrics"));

        var checkedMetrics = await Promtool.CheckMetricsAsync(_scratch.Write("metrics", exposition));

        checkedMetrics.ShouldSucceed();
        checkedMetrics.Error.ShouldBeEmpty();
        exposition.ShouldNotContain("demo");
    }

    public async ValueTask DisposeAsync()
    {
        await _prometheus.DisposeAsync();
        await _gateway.DisposeAsync();
        await _between.DisposeAsync();
        _scratch.Dispose();
    }

    private static async Task<IReadOnlyList<T>> WithoutAsync<T>(IEnumerable<T> asked, Func<T, Task<int>> count)
    {
        var without = new List<T>();
        foreach (var query in asked)
        {
            if (await count(query) == 0)
            {
                without.Add(query);
            }
        }

        return without;
    }

    /// <summary>All doors that an audit record, and so a metric, can name.</summary>
    private static IEnumerable<string> Doors()
    {
        var guide = File.ReadAllText(Repository.PathOf("docs", "operations.md"));
        return Word().Matches(DoorsOfRecords().Match(guide).Value).Select(word => word.Groups["door"].Value).Distinct();
    }

    [GeneratedRegex(@"(?<=^\| `door` \|).+$", RegexOptions.Multiline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex DoorsOfRecords();

    [GeneratedRegex("`(?<door>[a-z-]+)`", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Word();
}
