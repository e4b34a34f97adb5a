using System.Net;
using System.Net.Sockets;
using Gateway.Tests.Hosting;
using Shouldly;
using Xunit;

namespace Gateway.Tests.Limits;

public sealed class ConnectionLimitTests : IDisposable
{
    private readonly List<Socket> held = [];
    private readonly CancellationTokenSource patience = new(TimeSpan.FromSeconds(60));

    [Fact]
    public async Task A_connection_over_the_limit_is_closed_and_a_free_one_served()
    {
        await using var gateway = await TestGateway.StartAsync(settings: [("Gateway:Limits:Connections", "3")]);
        await FillAsync(gateway.Url);

        held.ForEach(socket => socket.Dispose());

        // The server notices the closed ones in its own time.
        while (!await IsServedAsync(gateway, gateway.Url + "/livez"))
        {
            await Task.Yield();
        }
    }

    [Theory]
    [InlineData("/livez")]
    [InlineData("/readyz")]
    public async Task Health_is_told_on_the_management_port_while_the_public_addresses_are_full(string door)
    {
        await using var gateway = await TestGateway.StartAsync(settings:
        [
            ("Gateway:Limits:Connections", "3"), ("Gateway:Management:Port", "0"), ("Gateway:Management:Address", "http://127.0.0.1"),
        ]);

        await FillAsync(gateway.Url);

        (await IsServedAsync(gateway, gateway.Url + door)).ShouldBeFalse();
        (await IsServedAsync(gateway, gateway.ManagementUrl + door)).ShouldBeTrue();
        // By the thread of the first that was refused, which may still be at it.
        await Waiting.UntilAsync(() => Task.FromResult(gateway.Logs.Text.Contains("3 connections are open, which is as many as may", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task The_management_port_has_a_limit_too_and_leaves_the_public_addresses_alone()
    {
        await using var gateway = await TestGateway.StartAsync(settings:
        [
            ("Gateway:Limits:Connections", "3"), ("Gateway:Management:Port", "0"), ("Gateway:Management:Address", "http://127.0.0.1"),
        ]);

        await FillAsync(gateway.ManagementUrl);

        (await IsServedAsync(gateway, gateway.ManagementUrl + "/livez")).ShouldBeFalse();
        (await IsServedAsync(gateway, gateway.Url + "/livez")).ShouldBeTrue();
    }

    public void Dispose()
    {
        held.ForEach(socket => socket.Dispose());
        patience.Dispose();
    }

    /// <summary>Opens connections that send nothing, until the server closes one.</summary>
    private async Task FillAsync(string url)
    {
        for (var i = 0; i < 8; i++)
        {
            var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
            held.Add(socket);
            await socket.ConnectAsync(IPAddress.Loopback, new Uri(url).Port, patience.Token);
        }

        await ClosedConnection.WaitAsync(held[^1], patience.Token);
    }

    private async Task<bool> IsServedAsync(TestGateway gateway, string url)
    {
        try
        {
            using var answer = await gateway.Client.GetAsync(url, patience.Token);
            return answer.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }
}
