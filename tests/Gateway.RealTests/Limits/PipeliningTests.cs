using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Gateway.RealTests.Telemetry;
using Shouldly;
using Xunit;

namespace Gateway.RealTests.Limits;

/// <summary>Clients without a token that send requests one behind the other and take no answer.</summary>
public sealed class PipeliningTests(RealWorld world) : IDisposable
{
    private const int Clients = 400;

    // Measured: 60 MiB. With the server's own read-ahead of 1 MiB it was 470.
    private const long MostMemory = 128L * 1024 * 1024;

    private readonly List<Socket> _clients = [];
    private readonly HttpClient _http = new();

    [Fact]
    public async Task Four_hundred_strangers_who_take_no_answers_hold_little_memory_and_keep_nobody_out()
    {
        await using var between = await StandIns.StartAsync();
        await using var gateway = await world.StartGatewayAsync(between.Setup with { Settings = new Dictionary<string, string> { ["Gateway__Limits__SlowGrace"] = "00:02:00" } });
        var requests = Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat($"GET /nowhere HTTP/1.1\r\nHost: {gateway.Address.Authority}\r\n\r\n", 1_000)));
        var before = gateway.PeakMemory();

        for (var i = 0; i < Clients; i++)
        {
            var client = new Socket(SocketType.Stream, ProtocolType.Tcp) { ReceiveBufferSize = 4096, Blocking = false };
            _clients.Add(client);
            await client.ConnectAsync(IPAddress.Loopback, gateway.Address.Port);
        }

        await Task.WhenAll(_clients.Select(client => FillAsync(client, requests)));

        (await _http.GetAsync(new Uri(gateway.Address, "/livez")).WaitAsync(TimeSpan.FromSeconds(30))).StatusCode.ShouldBe(HttpStatusCode.OK);
        var more = gateway.PeakMemory() - before;
        TestContext.Current.TestOutputHelper!.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{more / 1024.0 / 1024.0:F0} MiB more with {Clients} clients"));
        more.ShouldBeLessThan(MostMemory);
    }

    public void Dispose()
    {
        _clients.ForEach(client => client.Dispose());
        _http.Dispose();
    }

    /// <summary>Sends until the other side has taken nothing for a second.</summary>
    private static async Task FillAsync(Socket client, byte[] requests)
    {
        while (true)
        {
            using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(1));
            try
            {
                await client.SendAsync(requests, patience.Token);
            }
            catch (OperationCanceledException)
            {
                return;
            }
        }
    }
}
