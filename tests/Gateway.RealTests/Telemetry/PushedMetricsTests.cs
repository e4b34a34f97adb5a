using System.Diagnostics;
using System.Security.Cryptography;
using Shouldly;
using Xunit;

namespace Gateway.RealTests.Telemetry;

/// <summary>Metrics that the gateway sends by itself, as a real collector prints them.</summary>
public sealed class PushedMetricsTests(RealWorld world)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    [Fact]
    public async Task With_an_OTLP_endpoint_and_no_management_port_requests_are_counted_at_the_collector()
    {
        await using var between = await StandIns.StartAsync();
        var setup = between.Setup with
        {
            Settings = new Dictionary<string, string>
            {
                ["OTEL_METRIC_EXPORT_INTERVAL"] = "500",
                ["Gateway__Sessions__Keys__0"] = Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)),
            },
        };
        await using var collector = await OtelCollector.StartAsync(setup);
        await using var gateway = await world.StartGatewayAsync(setup with
        {
            Settings = new Dictionary<string, string>(setup.Settings) { ["OTEL_EXPORTER_OTLP_ENDPOINT"] = collector.Endpoint.GetLeftPart(UriPartial.Authority) },
        });

        for (var i = 0; i < 3; i++)
        {
            (await gateway.GetAsync("/api/roles", between.Keycloak.MintAccessToken("demo"))).EnsureSuccessStatusCode();
        }

        (await gateway.GetAsync("/api/credentials?role=orders-reader&mode=forward", between.Keycloak.MintAccessToken("viewer"))).IsSuccessStatusCode.ShouldBeFalse();

        await PrintedAsync(collector, "gateway.requests", point => Has(point, "gateway.door: Str(roles)", "gateway.outcome: Str(allowed)", "Value: 3"));
        await PrintedAsync(collector, "gateway.requests", point => Has(point, "gateway.door: Str(credentials)", "gateway.outcome: Str(denied)", "Value: 1"));
    }

    private static bool Has(string point, params string[] parts) => parts.All(part => point.Contains(part, StringComparison.Ordinal));

    private static async Task PrintedAsync(OtelCollector collector, string metric, Predicate<string> wanted)
    {
        for (var waited = Stopwatch.StartNew(); !collector.PointsOf(metric).Any(point => wanted(point)); await Task.Delay(200))
        {
            waited.Elapsed.ShouldBeLessThan(Patience, $"The collector did not print {metric}:\n{collector.Output}");
        }
    }
}
