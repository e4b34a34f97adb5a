using Gateway.Tests.Hosting;
using Microsoft.Extensions.Options;
using Shouldly;
using Xunit;

namespace Gateway.Tests.Audits;

/// <summary>No caller can take every place in which records wait, and how many there are is told.</summary>
public sealed class AuditOptionsTests
{
    [Fact]
    public async Task A_queue_that_one_caller_can_fill_stops_the_start()
    {
        var thrown = await Should.ThrowAsync<OptionsValidationException>(() => TestGateway.StartAsync(settings: [("Gateway:Audit:QueueLength", "2000")]));

        thrown.Failures.ShouldBe(
            ["Gateway:Audit:QueueLength (2000) must be more than Gateway:Limits:ConcurrentRequests (2000), or the requests that one caller has under way can take every place and have all others refused."]);
    }

    [Theory]
    [InlineData("Gateway:Limits:ConcurrentRequests", "99")]
    [InlineData("Gateway:Limits:ConcurrentRequests", "0")]
    [InlineData("Gateway:Audit:WhenFull", "drop")]
    public async Task A_queue_that_no_caller_can_fill_so_is_taken_and_its_length_measured(string key, string value)
    {
        await using var gateway = await TestGateway.StartAsync(settings: [("Gateway:Audit:QueueLength", "100"), (key, value)]);

        gateway.Telemetry.Collect();

        gateway.Telemetry.Measurements.Where(measured => measured.Instrument == "gateway.audit.records.limit").Select(measured => measured.Value).Distinct().ShouldBe([100]);
    }
}
