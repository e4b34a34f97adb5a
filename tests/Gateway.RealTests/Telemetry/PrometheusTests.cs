using Gateway.RealTests.Parts;
using Shouldly;
using Xunit;

namespace Gateway.RealTests.Telemetry;

public sealed class PrometheusTests
{
    [Fact]
    public async Task Alerts_are_rules_that_promtool_takes() => (await Promtool.CheckRulesAsync(Queries.AlertsFile)).ShouldSucceed();

    /// <summary>So that no query is taken for answered by it.</summary>
    [Theory]
    [InlineData("vector(0) / vector(0)")]
    [InlineData("vector(1) / vector(0)")]
    [InlineData("vector(1) > 2")]
    public async Task What_is_no_number_is_none_of_the_numbers_of_a_query(string query)
    {
        await using var prometheus = await PrometheusServer.StartAsync(new Uri($"http://127.0.0.1:{LoopbackPort.Next()}"));

        (await prometheus.NumbersAsync(query)).ShouldBeEmpty();
    }
}
