using System.Net;
using Shouldly;
using Xunit;

namespace Gateway.RealTests.Parts;

public sealed class ServerProcessTests : IDisposable
{
    private readonly Scratch _scratch = new();

    [Theory]
    [InlineData("")]
    [InlineData(">&2")]
    public async Task Gateway_that_prints_a_secret_fails_at_its_end(string where)
    {
        var gateway = Start($"echo example-only-own-secret {where}; echo printed", new() { ["Gateway__Portal__ClientSecret"] = "example-only-own-secret" });
        while (!gateway.Output.Contains("printed", StringComparison.Ordinal))
        {
            await Task.Delay(TimeSpan.FromMilliseconds(20), TestContext.Current.CancellationToken);
        }

        await Assert.ThrowsAsync<ShouldAssertException>(async () => await gateway.DisposeAsync());
    }

    [Fact]
    public async Task Gateway_that_was_up_and_whose_metrics_cannot_be_read_fails()
    {
        var gateway = Start("exec sleep 600", NobodyAtItsManagementPort());
        await BeReadyAsync(gateway);

        var error = await Assert.ThrowsAsync<InvalidOperationException>(async () => await gateway.DisposeAsync());

        error.Message.ShouldContain("its metrics cannot be searched");
    }

    [Fact]
    public async Task Gateway_that_never_came_up_owes_no_metrics()
    {
        var gateway = Start("exec sleep 600", NobodyAtItsManagementPort());

        await Should.NotThrowAsync(async () => await gateway.DisposeAsync());
    }

    public void Dispose() => _scratch.Dispose();

    private static Dictionary<string, string?> NobodyAtItsManagementPort() => new() { ["Gateway__Management__Port"] = $"{LoopbackPort.Next()}" };

    private static async Task BeReadyAsync(ServerProcess process)
    {
        var address = new Uri($"http://127.0.0.1:{LoopbackPort.Next()}/");
        using var listener = new HttpListener { Prefixes = { address.AbsoluteUri } };
        listener.Start();
        var ready = process.ReadyAsync(address, TimeSpan.FromSeconds(30));
        (await listener.GetContextAsync()).Response.Close();
        await ready;
    }

    private ServerProcess Start(string script, Dictionary<string, string?> environment) => ServerProcess.StartGateway("gateway", "/bin/sh", ["-c", script], environment, _scratch.Root);
}
