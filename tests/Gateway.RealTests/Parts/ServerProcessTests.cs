using System.Net;
using Shouldly;
using Xunit;

namespace Gateway.RealTests.Parts;

public sealed class ServerProcessTests
{
    [Fact]
    public async Task Gateway_that_was_up_and_whose_metrics_cannot_be_read_fails()
    {
        using var scratch = new Scratch();
        var gateway = Start(scratch);
        await BeReadyAsync(gateway);

        var error = await Should.ThrowAsync<InvalidOperationException>(async () => await gateway.DisposeAsync());

        error.Message.ShouldContain("its metrics cannot be searched");
    }

    [Fact]
    public async Task Gateway_that_never_came_up_owes_no_metrics()
    {
        using var scratch = new Scratch();

        await Should.NotThrowAsync(async () => await Start(scratch).DisposeAsync());
    }

    /// <summary>It has a management port, where nobody listens.</summary>
    private static ServerProcess Start(Scratch scratch) => ServerProcess.StartGateway(
        "gateway", Tool.Require("sleep", "sleep", "Install coreutils."), ["600"],
        new Dictionary<string, string?> { ["Gateway__Management__Port"] = $"{LoopbackPort.Next()}" }, scratch.Root);

    private static async Task BeReadyAsync(ServerProcess process)
    {
        var address = new Uri($"http://127.0.0.1:{LoopbackPort.Next()}/");
        using var listener = new HttpListener { Prefixes = { address.AbsoluteUri } };
        listener.Start();
        var ready = process.ReadyAsync(address, TimeSpan.FromSeconds(30));
        (await listener.GetContextAsync()).Response.Close();
        await ready;
    }
}
