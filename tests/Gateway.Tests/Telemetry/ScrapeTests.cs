using Gateway.Tests.Forwarding;
using Gateway.Tests.Hosting;
using Shouldly;
using Xunit;

namespace Gateway.Tests.Telemetry;

public sealed class ScrapeTests
{
    private static readonly (string Key, string Value)[] Management = [("Gateway:Management:Port", "0"), ("Gateway:Management:Address", "http://127.0.0.1")];

    [Fact]
    public async Task The_management_port_gives_metrics_to_Prometheus()
    {
        await using var gateway = await TestGateway.StartAsync(settings: Management);
        using var request = new SignedRequest { Path = "/" }.Sign(gateway.Url, await ClientKeys.MintAsync(gateway));
        await gateway.Client.SendAsync(request);
        await gateway.Audit.NextAsync();
        await gateway.Audit.NextAsync();

        var answer = await gateway.Client.GetAsync(gateway.ManagementUrl + "/metrics");

        answer.Content.Headers.ContentType!.MediaType.ShouldBe("text/plain");
        var lines = (await answer.Content.ReadAsStringAsync()).Split('\n');
        lines.ShouldContain(line => line.StartsWith("gateway_requests_total{", StringComparison.Ordinal)
            && line.Contains("gateway_door=\"forward\"", StringComparison.Ordinal) && line.Contains("gateway_service=\"s3\"", StringComparison.Ordinal));
        lines.ShouldContain(line => line.StartsWith("gateway_policy_info{", StringComparison.Ordinal));
        lines.ShouldContain(line => line.StartsWith("dotnet_process_memory_working_set_bytes", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_public_port_gives_none()
    {
        await using var gateway = await TestGateway.StartAsync(settings: Management);

        ((int)(await gateway.Client.GetAsync("/metrics")).StatusCode).ShouldBe(404);
    }

    [Fact]
    public async Task Without_a_management_port_there_are_none()
    {
        await using var gateway = await TestGateway.StartAsync();

        ((int)(await gateway.Client.GetAsync("/metrics")).StatusCode).ShouldBe(404);
    }
}
