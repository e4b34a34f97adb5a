using Gateway.RealTests.Parts;
using Shouldly;
using Xunit;

namespace Gateway.RealTests.Telemetry;

/// <summary>By the metric that names the policy in force it is seen whether replicas have the same: an alert counts its versions.</summary>
public sealed class PolicyVersionTests(RealWorld world)
{
    [Fact]
    public async Task Only_the_policy_in_force_is_told_and_none_that_was_before()
    {
        var port = LoopbackPort.Next();
        await using var standIns = await StandIns.StartAsync();
        await using var gateway = await world.StartGatewayAsync(standIns.Setup with
        {
            Settings = new Dictionary<string, string> { ["Gateway__Management__Port"] = $"{port}", ["Gateway__Management__Address"] = "http://127.0.0.1" },
        });
        using var http = new HttpClient();
        var before = (await VersionsAsync(http, port)).ShouldHaveSingleItem();

        await gateway.EditPolicyAsync(policy => policy + "\n# changed\n");

        // An answer is kept for a moment.
        await Task.Delay(TimeSpan.FromSeconds(1), TestContext.Current.CancellationToken);
        (await VersionsAsync(http, port)).ShouldHaveSingleItem().ShouldNotBe(before);
    }

    private static async Task<IReadOnlyList<string>> VersionsAsync(HttpClient http, int port) =>
        [.. (await http.GetStringAsync($"http://127.0.0.1:{port}/metrics")).Split('\n').Where(line => line.StartsWith("gateway_policy_info{", StringComparison.Ordinal)).Select(line => line.Split('"')[^2])];
}
