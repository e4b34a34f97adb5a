using System.Text.Json;
using Gateway.RealTests.Telemetry;
using Shouldly;
using Xunit;

namespace Gateway.RealTests.Limits;

/// <summary>The end of a process that an upload would outlive.</summary>
public sealed class OutlivedDrainTests(RealWorld world)
{
    [Fact]
    public async Task An_upload_that_outlives_the_drain_is_broken_off_and_recorded_and_the_process_ends()
    {
        await using var between = await StandIns.StartAsync();
        between.Aws.Objects.Create("drained");
        await using var gateway = await world.StartGatewayAsync(between.Setup with { Settings = new Dictionary<string, string> { ["Gateway__Limits__Drain"] = "00:00:01" } });
        using var http = new HttpClient(new SocketsHttpHandler { Expect100ContinueTimeout = TimeSpan.FromMinutes(2) }) { BaseAddress = gateway.Address };
        http.DefaultRequestHeaders.ExpectContinue = true;
        http.DefaultRequestHeaders.Authorization = new("Bearer", between.Keycloak.MintAccessToken("demo"));
        http.DefaultRequestHeaders.Add("X-Gateway-Role", "orders-writer");
        var never = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var body = new HeldContent(never.Task);
        var upload = http.PutAsync("/aws/s3/eu-west-1/drained/late", body);
        await body.IsHalfSent;

        (await gateway.TerminateAsync()).ShouldBe(0);
        never.SetResult();

        await Should.ThrowAsync<HttpRequestException>(() => upload);
        between.Aws.Objects.Find("drained", "late").ShouldBeNull();
        using var record = JsonDocument.Parse(gateway.Output.Split('\n').Single(line => line.Contains("\"path\":\"/drained/late\"", StringComparison.Ordinal)));
        record.RootElement.GetProperty("outcome").GetString().ShouldBe("aborted");
        record.RootElement.GetProperty("reason").GetString().ShouldBe("stopping");
        record.RootElement.GetProperty("bytesIn").GetInt64().ShouldBeInRange(1, 199_999);
    }
}
