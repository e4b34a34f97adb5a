using Gateway.Cli.Doctor;
using Gateway.Cli.Tests.Standins;

namespace Gateway.Cli.Tests.Doctor;

/// <summary>The way to the gateway, as far as it depends on this machine.</summary>
public sealed class NetworkStepsTests
{
    [Fact]
    public async Task Through_a_proxy_the_gateway_is_looked_for_by_the_proxy_alone()
    {
        await using var world = await World.CreateAsync();
        await world.RunAsync("targets", "add", "inside", "http://gateway.invalid", "--allow-http");

        // The stand-in answers for whatever host it is asked for, as a proxy does.
        var run = await BehindProxyAsync(world, world.Gateway.Address);

        run.Output.ShouldMatch($"ok    network .* the proxy {world.Url}\n");
        run.Output.ShouldNotContain("dns");
        run.Output.ShouldContain("ok    gateway", customMessage: run.Error);
        world.Gateway.Log.ShouldContain("GET /api/configuration");
    }

    [Fact]
    public async Task Password_of_a_proxy_is_not_shown()
    {
        await using var world = await World.CreateAsync();
        await world.RunAsync("targets", "add", "inside", "http://gateway.invalid", "--allow-http");

        var run = await BehindProxyAsync(world, new UriBuilder(world.Gateway.Address) { UserName = "someone", Password = "s3cret" }.Uri);

        run.Output.ShouldContain("the proxy");
        run.Output.ShouldNotContain("s3cret");
        run.Error.ShouldNotContain("s3cret");
    }

    [Fact]
    public async Task Ending_the_examination_is_no_finding()
    {
        using var ended = new CancellationTokenSource();
        await ended.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(async () =>
        {
            await foreach (var finding in new NetworkSteps(new Uri("https://127.0.0.1:1")).RunAsync(TimeProvider.System, ended.Token))
            {
                Assert.Fail(finding.Detail);
            }
        });
    }

    [Fact]
    public async Task Name_beyond_ASCII_is_looked_up_as_calls_look_it_up()
    {
        await using var world = await World.CreateAsync();
        await world.RunAsync("targets", "add", "far", "https://b\u00FCcher.invalid");

        (await world.RunAsync("doctor")).Output.ShouldContain("xn--bcher-kva.invalid has no address");
    }

    private static Task<Run> BehindProxyAsync(World world, Uri proxy) =>
        new StsgwProcess(world) { Variables = { ["http_proxy"] = proxy.AbsoluteUri, ["no_proxy"] = "127.0.0.1" } }.RunAsync("doctor");
}
