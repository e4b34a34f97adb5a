using System.Net;
using System.Net.Sockets;
using System.Text;
using Gateway.Tests.Hosting;
using Shouldly;
using Xunit;

namespace Gateway.Tests.Limits;

public sealed class SlowClientTests
{
    [Theory]
    [InlineData("GET /api/roles HTTP/1.1\r\nHost: x\r\nX-Slow: ")]
    [InlineData("POST / HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 1000\r\n\r\nAction=AssumeRole")]
    public async Task A_thousand_slow_clients_keep_nobody_from_being_served_and_are_cut_off(string beginning)
    {
        await using var gateway = await TestGateway.StartAsync(settings: [("Gateway:Limits:HeaderTimeout", "00:00:01"), ("Gateway:Limits:SlowGrace", "00:00:02")]);
        var address = new Uri(gateway.Url);
        var slow = new List<Socket>();
        try
        {
            for (var i = 0; i < 1000; i++)
            {
                var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
                slow.Add(socket);
                await socket.ConnectAsync(IPAddress.Loopback, address.Port);
                await socket.SendAsync(Encoding.ASCII.GetBytes(beginning));
            }

            // Not how fast: that they wait for none of the slow ones.
            await ServeTwentyAsync(gateway).WaitAsync(TimeSpan.FromSeconds(30));

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

    private static async Task ServeTwentyAsync(TestGateway gateway)
    {
        for (var i = 0; i < 20; i++)
        {
            ((int)(await gateway.GetAsync("/api/roles", gateway.Keycloak.MintAccessToken("demo"))).StatusCode).ShouldBe(200);
        }
    }
}
