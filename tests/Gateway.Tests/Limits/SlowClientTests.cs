using System.Net;
using System.Net.Sockets;
using Gateway.Tests.Hosting;
using Shouldly;
using Xunit;

namespace Gateway.Tests.Limits;

public sealed class SlowClientTests
{
    private static readonly byte[] Beginning = "GET /api/roles HTTP/1.1\r\nHost: x\r\nX-Slow: "u8.ToArray();

    [Fact]
    public async Task A_thousand_slow_clients_keep_nobody_from_being_served_and_are_cut_off()
    {
        await using var gateway = await TestGateway.StartAsync(settings: [("Gateway:Limits:HeaderTimeout", "00:00:01")]);
        var address = new Uri(gateway.Url);
        var slow = new List<Socket>();
        try
        {
            for (var i = 0; i < 1000; i++)
            {
                var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
                slow.Add(socket);
                await socket.ConnectAsync(IPAddress.Loopback, address.Port);
                await socket.SendAsync(Beginning);
            }

            for (var i = 0; i < 20; i++)
            {
                ((int)(await gateway.GetAsync("/api/roles", gateway.Keycloak.MintAccessToken("demo"))).StatusCode).ShouldBe(200);
            }

            using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
            foreach (var socket in slow)
            {
                await DrainAsync(socket, limit.Token);
            }
        }
        finally
        {
            slow.ForEach(socket => socket.Dispose());
        }
    }

    [Fact]
    public async Task A_connection_over_the_limit_is_closed_and_a_free_one_served()
    {
        await using var gateway = await TestGateway.StartAsync(settings: [("Gateway:Limits:Connections", "3")]);
        var address = new Uri(gateway.Url);
        var held = new List<Socket>();
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        for (var i = 0; i < 8; i++)
        {
            var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
            held.Add(socket);
            await socket.ConnectAsync(IPAddress.Loopback, address.Port, limit.Token);
        }

        await DrainAsync(held[^1], limit.Token);
        held.ForEach(socket => socket.Dispose());

        // The server notices the closed ones in its own time.
        for (var served = false; !served;)
        {
            limit.Token.ThrowIfCancellationRequested();
            try
            {
                served = (await gateway.Client.GetAsync("/livez", limit.Token)).IsSuccessStatusCode;
            }
            catch (HttpRequestException)
            {
                await Task.Yield();
            }
        }
    }

    /// <summary>Reads until the server has closed the connection.</summary>
    private static async Task DrainAsync(Socket socket, CancellationToken limit)
    {
        var buffer = new byte[1024];
        try
        {
            while (await socket.ReceiveAsync(buffer, limit) > 0)
            {
            }
        }
        catch (SocketException)
        {
            // A reset is a close as well.
        }
    }
}
