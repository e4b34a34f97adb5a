using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json.Nodes;
using Gateway.RealTests.Aws;
using Gateway.RealTests.Parts;
using Shouldly;
using Xunit;

namespace Gateway.RealTests.Limits;

/// <summary>Clients that ask for large objects and take none of the answer.</summary>
public sealed class SlowReaderTests(RealWorld world) : IDisposable
{
    private const int Readers = 500;
    private const int ObjectSize = 8 * 1024 * 1024;
    // Of 500 objects of 8 MiB: 4,000 MiB.
    private const long MostMemory = 160L * 1024 * 1024;

    private static readonly string Path = $"/aws/s3/eu-west-1/{MinioServer.Bucket}/large/for-slow-readers";

    private readonly List<Socket> _readers = [];
    private readonly HttpClient _http = new();
    private readonly Scratch _scratch = new();

    [Fact]
    public async Task Five_hundred_readers_that_take_nothing_hold_little_memory_keep_nobody_out_and_are_cut_off()
    {
        var records = _scratch.PathOf("audit.jsonl");
        await using var gateway = await world.StartGatewayAsync(await world.InFrontOfMinioAsync() with
        {
            Settings = new Dictionary<string, string>
            {
                ["Gateway__Limits__SlowGrace"] = "00:01:00",
                ["Gateway__Limits__SlowestClient"] = "1048576",
                ["Gateway__Audit__Sinks__0"] = "file",
                ["Gateway__Audit__File__Path"] = records,
            },
        });
        _http.BaseAddress = gateway.Address;
        _http.DefaultRequestHeaders.Authorization = new("Bearer", await (await world.RealmAsync()).AccessTokenAsync("demo"));
        await PutAsync();
        var request = Encoding.ASCII.GetBytes(
            $"GET {Path} HTTP/1.1\r\nHost: {gateway.Address.Authority}\r\nAuthorization: {_http.DefaultRequestHeaders.Authorization}\r\nX-Gateway-Role: orders-reader\r\n\r\n");
        var before = gateway.PeakMemory();

        for (var i = 0; i < Readers; i++)
        {
            var reader = new Socket(SocketType.Stream, ProtocolType.Tcp) { ReceiveBufferSize = 4096 };
            _readers.Add(reader);
            await reader.ConnectAsync(IPAddress.Loopback, gateway.Address.Port);
            await reader.SendAsync(request);
        }

        for (var i = 0; i < 20; i++)
        {
            (await _http.GetAsync("/api/roles").WaitAsync(TimeSpan.FromSeconds(30))).StatusCode.ShouldBe(HttpStatusCode.OK);
        }

        (await EndedAsync(records)).ShouldBeEmpty("all were served while the slow ones were there");

        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(3));
        var ended = await EndedAsync(records);
        for (; ended.Count < Readers && !patience.IsCancellationRequested; ended = await EndedAsync(records))
        {
            await Task.Delay(TimeSpan.FromMilliseconds(500), CancellationToken.None);
        }

        // Where the machine was busy, not all of so many ended so; the output tells how they did.
        var ends = string.Join(", ", ended.CountBy(reason => reason ?? "none"));
        ended.Count.ShouldBe(Readers, ends);
        ended.Count(reason => reason == "client-gone").ShouldBeGreaterThan(Readers * 9 / 10, ends);

        var more = gateway.PeakMemory() - before;
        TestContext.Current.TestOutputHelper!.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{more / 1024.0 / 1024.0:F0} MiB more with {Readers} readers: {ends}"));
        more.ShouldBeLessThan(MostMemory);
        (await TakenAsync(_readers[0])).ShouldBeLessThan(ObjectSize);
    }

    public void Dispose()
    {
        _readers.ForEach(reader => reader.Dispose());
        _http.Dispose();
        _scratch.Dispose();
    }

    /// <summary>Why the calls ended of which there is a record.</summary>
    private static async Task<List<string?>> EndedAsync(string records) =>
        [.. (await File.ReadAllLinesAsync(records)).Where(line => line.Contains("s3:GetObject", StringComparison.Ordinal) && line.EndsWith('}')).Select(line => (string?)JsonNode.Parse(line)!["reason"])];

    private async Task PutAsync()
    {
        using var request = new HttpRequestMessage(HttpMethod.Put, Path) { Content = new ByteArrayContent(new byte[ObjectSize]) };
        request.Headers.Add("X-Gateway-Role", "orders-writer");
        (await _http.SendAsync(request)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    /// <summary>The bytes that come to a reader before its connection ends.</summary>
    private static async Task<long> TakenAsync(Socket reader)
    {
        var taken = 0L;
        try
        {
            var buffer = new byte[64 * 1024];
            while (await reader.ReceiveAsync(buffer) is > 0 and var length)
            {
                taken += length;
            }
        }
        catch (SocketException)
        {
            // A reset is an end as well.
        }

        return taken;
    }
}
