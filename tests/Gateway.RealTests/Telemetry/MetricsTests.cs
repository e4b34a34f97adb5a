using System.Diagnostics;
using Gateway.RealTests.Parts;
using Shouldly;
using Xunit;

namespace Gateway.RealTests.Telemetry;

/// <summary>What a real Prometheus makes of the gateway's metrics, and of the queries that ship with the chart.</summary>
public sealed class MetricsTests(RealWorld world) : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    private readonly Scratch _scratch = new();

    [Fact]
    public async Task Every_query_of_dashboard_and_alerts_has_data_after_mixed_traffic_and_promtool_finds_nothing()
    {
        var management = new Uri($"http://127.0.0.1:{LoopbackPort.Next()}");
        var certificate = LoopbackCertificate.Create();
        await using var between = await StandIns.StartAsync();
        await using var gateway = await world.StartGatewayAsync(between.Setup with
        {
            Settings = new Dictionary<string, string>
            {
                ["Gateway__Management__Address"] = "http://127.0.0.1",
                ["Gateway__Management__Port"] = $"{management.Port}",
                ["Kestrel__Certificates__Default__Path"] = _scratch.Write("tls.crt", certificate.Pem),
                ["Kestrel__Certificates__Default__KeyPath"] = _scratch.Write("tls.key", certificate.KeyPem),
            },
        });
        await using var prometheus = await PrometheusServer.StartAsync(management);
        using var traffic = new MixedTraffic(gateway, between);

        var without = Queries.OfDashboard().Concat(Queries.OfAlerts()).Distinct().ToList();
        without.Count.ShouldBeGreaterThan(30);
        for (var waited = Stopwatch.StartNew(); without.Count > 0 && waited.Elapsed < Patience;)
        {
            await traffic.RoundAsync();
            foreach (var query in without.ToList())
            {
                if (await prometheus.CountAsync(query) > 0)
                {
                    without.Remove(query);
                }
            }
        }

        without.ShouldBeEmpty();
        (await prometheus.RuleHealthAsync()).ShouldAllBe(rule => rule.Value == "ok");
        await CheckAsync(new Uri(management, "/metrics"));
    }

    [Fact]
    public async Task Alerts_are_rules_that_promtool_takes() => (await Promtool.CheckRulesAsync(Queries.AlertsFile)).ShouldSucceed();

    public void Dispose() => _scratch.Dispose();

    private async Task CheckAsync(Uri metrics)
    {
        using var http = new HttpClient();
        var exposition = await http.GetStringAsync(metrics);

        var checkedMetrics = await Promtool.CheckMetricsAsync(_scratch.Write("metrics", exposition));

        checkedMetrics.ShouldSucceed();
        checkedMetrics.Error.ShouldBeEmpty();
        exposition.ShouldNotContain("demo");
    }
}
