using System.Net;
using System.Net.Sockets;
using Gateway.RealTests.Telemetry;
using Shouldly;
using Xunit;

namespace Gateway.RealTests.Limits;

/// <summary>More connections than the process may have files open.</summary>
public sealed class OpenFilesTests(RealWorld world) : IDisposable
{
    private readonly List<Socket> _clients = [];

    [Fact]
    public async Task Strangers_who_only_connect_leave_files_enough_to_reach_AWS()
    {
        await using var between = await StandIns.StartAsync();
        between.Aws.Objects.Create("reached");
        await using var gateway = await world.StartGatewayAsync(between.Setup with { OpenFiles = 600 });
        using var http = new HttpClient { BaseAddress = gateway.Address };
        (await http.GetAsync("/livez")).StatusCode.ShouldBe(HttpStatusCode.OK);

        for (var i = 0; i < 500; i++)
        {
            var client = new Socket(SocketType.Stream, ProtocolType.Tcp);
            _clients.Add(client);
            await client.ConnectAsync(IPAddress.Loopback, gateway.Address.Port).WaitAsync(TimeSpan.FromSeconds(30));
        }

        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (!gateway.Output.Contains("100 connections are open, which is as many as may", StringComparison.Ordinal))
        {
            await Task.Delay(TimeSpan.FromMilliseconds(50), patience.Token);
        }

        using var call = new HttpRequestMessage(HttpMethod.Get, "/aws/s3/eu-west-1/reached");
        call.Headers.Authorization = new("Bearer", between.Keycloak.MintAccessToken("demo"));
        call.Headers.Add("X-Gateway-Role", "orders-writer");
        (await http.SendAsync(call).WaitAsync(TimeSpan.FromSeconds(30))).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    public void Dispose() => _clients.ForEach(client => client.Dispose());
}
