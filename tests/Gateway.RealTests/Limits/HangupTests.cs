using System.Net;
using Gateway.RealTests.Telemetry;
using Shouldly;
using Xunit;

namespace Gateway.RealTests.Limits;

/// <summary>SIGHUP, which log rotation and closing terminals send.</summary>
public sealed class HangupTests(RealWorld world)
{
    [Fact]
    public async Task SIGHUP_ends_nothing_and_SIGTERM_does_after_it()
    {
        await using var between = await StandIns.StartAsync();
        await using var gateway = await world.StartGatewayAsync(between.Setup);

        await gateway.HangUpAsync();

        (await gateway.GetAsync("/livez", bearer: null)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await gateway.TerminateAsync()).ShouldBe(0);
    }
}
