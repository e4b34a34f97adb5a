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
                await ClosedConnection.WaitAsync(socket, limit.Token);
            }
        }
        finally
        {
            slow.ForEach(socket => socket.Dispose());
        }
    }
}
