using System.Net;
using System.Net.Sockets;
using System.Text;
using Gateway.Tests.Hosting;
using Shouldly;
using Xunit;

namespace Gateway.Tests.Limits;

/// <summary>A thousand clients that begin a request and do not go on with it.</summary>
public sealed class SlowClientTests : IDisposable
{
    private readonly List<Socket> slow = [];

    public static TheoryData<string> Beginnings =>
    [
        "GET /api/roles HTTP/1.1\r\nHost: x\r\nX-Slow: ",
        "POST / HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 1000\r\n\r\nAction=AssumeRole",
    ];

    [Theory]
    [MemberData(nameof(Beginnings))]
    public async Task Slow_clients_keep_nobody_from_being_served(string beginning)
    {
        await using var gateway = await TestGateway.StartAsync(settings: [("Gateway:Limits:HeaderTimeout", "00:05:00"), ("Gateway:Limits:SlowGrace", "00:10:00")]);
        await ConnectAsync(gateway, beginning);

        // Not how fast: that they wait for none of the slow ones, who are all there still.
        await ServeTwentyAsync(gateway).WaitAsync(TimeSpan.FromSeconds(60));

        slow.ShouldAllBe(socket => !socket.Poll(TimeSpan.Zero, SelectMode.SelectRead));
    }

    [Theory]
    [MemberData(nameof(Beginnings))]
    public async Task Slow_clients_are_cut_off(string beginning)
    {
        await using var gateway = await TestGateway.StartAsync(settings: [("Gateway:Limits:HeaderTimeout", "00:00:01"), ("Gateway:Limits:SlowGrace", "00:00:02")]);
        await ConnectAsync(gateway, beginning);

        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        foreach (var socket in slow)
        {
            await ClosedConnection.WaitAsync(socket, limit.Token);
        }
    }

    public void Dispose() => slow.ForEach(socket => socket.Dispose());

    private async Task ConnectAsync(TestGateway gateway, string beginning)
    {
        for (var i = 0; i < 1000; i++)
        {
            var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
            slow.Add(socket);
            await socket.ConnectAsync(IPAddress.Loopback, new Uri(gateway.Url).Port);
            await socket.SendAsync(Encoding.ASCII.GetBytes(beginning));
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
