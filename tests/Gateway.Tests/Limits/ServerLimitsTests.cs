using System.Buffers.Binary;
using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Reflection;
using Gateway.Limits;
using Gateway.Tests.Forwarding;
using Gateway.Tests.Forwarding.Wire;
using Gateway.Tests.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Shouldly;
using Xunit;

namespace Gateway.Tests.Limits;

/// <summary>What the server itself takes of one connection and one client.</summary>
public sealed class ServerLimitsTests
{
    private const string FewBytes = "16384";
    private const string StrictRate = "1048576";

    [Fact]
    public async Task Every_limit_of_the_options_is_the_server_s()
    {
        await using var gateway = await TestGateway.StartAsync(settings:
        [
            ("Gateway:Limits:StreamsPerConnection", "7"), ("Gateway:Limits:HeaderCount", "21"), ("Gateway:Limits:HeaderBytes", "20000"), ("Gateway:Limits:HeaderTimeout", "00:00:05"),
            ("Gateway:Limits:KeepAlive", "00:00:06"), ("Gateway:Limits:SlowestClient", "1000"), ("Gateway:Limits:SlowGrace", "00:00:03"),
        ]);

        var limits = gateway.Services.GetRequiredService<IOptions<KestrelServerOptions>>().Value.Limits;

        limits.Http2.MaxStreamsPerConnection.ShouldBe(7);
        limits.MaxRequestHeaderCount.ShouldBe(21);
        limits.MaxRequestHeadersTotalSize.ShouldBe(20_000);
        limits.RequestHeadersTimeout.ShouldBe(TimeSpan.FromSeconds(5));
        limits.KeepAliveTimeout.ShouldBe(TimeSpan.FromSeconds(6));
        // What a connection may send ahead: no option, but the server's own 1 MiB is memory for a thousand connections of strangers.
        limits.MaxRequestBufferSize.ShouldBe(65_536);
        limits.Http2.InitialConnectionWindowSize.ShouldBe(262_144);
        gateway.Services.GetRequiredService<IOptions<SocketTransportOptions>>().Value.MaxReadBufferSize.ShouldBe(65_536);
        foreach (var rate in new[] { limits.MinRequestBodyDataRate, limits.MinResponseDataRate })
        {
            rate!.BytesPerSecond.ShouldBe(1000);
            rate.GracePeriod.ShouldBe(TimeSpan.FromSeconds(3));
        }
    }

    [Fact]
    public async Task The_server_takes_the_least_that_the_options_take()
    {
        await using var gateway = await TestGateway.StartAsync(settings:
        [
            .. from property in typeof(LimitOptions).GetProperties()
               where property.GetCustomAttribute<RangeAttribute>() is not null
               select ("Gateway:Limits:" + property.Name, Least(property.GetCustomAttribute<RangeAttribute>()!)),
            ("Gateway:Limits:SlowestClient", "1"),
        ]);

        (await gateway.Client.GetAsync("/livez")).EnsureSuccessStatusCode();
    }

    [Fact]
    public async Task A_slowest_client_of_0_is_no_limit()
    {
        await using var gateway = await TestGateway.StartAsync(settings: [("Gateway:Limits:SlowestClient", "0")]);

        var limits = gateway.Services.GetRequiredService<IOptions<KestrelServerOptions>>().Value.Limits;

        limits.MinRequestBodyDataRate.ShouldBeNull();
        limits.MinResponseDataRate.ShouldBeNull();
    }

    [Theory]
    [InlineData(100, 100, 200)]
    [InlineData(100, 200, 431)]
    [InlineData(25, 1, 431)]
    public async Task Headers_over_the_limit_are_refused(int fields, int length, int status)
    {
        await using var gateway = await TestGateway.StartAsync(settings: [("Gateway:Limits:HeaderBytes", FewBytes), ("Gateway:Limits:HeaderCount", fields == 25 ? "20" : "256")]);
        var head = WireHead.Of("GET /livez HTTP/1.1", "Host: x").With(Enumerable.Range(0, fields).Select(i => $"X-Field-{i}: {new string('a', length)}"));

        (await WireConnection.ExchangeAsync(gateway.Url, head.Bytes()))!.Status.ShouldBe(status);
    }

    [Fact]
    public async Task A_connection_without_a_request_is_closed_after_its_time()
    {
        await using var gateway = await TestGateway.StartAsync(settings: [("Gateway:Limits:KeepAlive", "00:00:05")]);
        using var socket = await ConnectAsync(gateway);
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        await socket.SendAsync("GET /livez HTTP/1.1\r\nHost: x\r\n\r\n"u8.ToArray());

        var sent = await ClosedConnection.WaitAsync(socket, patience.Token);

        sent.ShouldStartWith("HTTP/1.1 200 OK");
    }

    [Fact]
    public async Task An_HTTP_2_connection_is_told_how_many_streams_it_may_have()
    {
        await using var gateway = await TestGateway.StartAsync(settings:
        [
            ("Kestrel:Endpoints:Public:Url", "http://127.0.0.1:0"), ("Kestrel:Endpoints:Public:Protocols", "Http2"), ("Gateway:Limits:StreamsPerConnection", "7"),
        ]);
        using var socket = await ConnectAsync(gateway);
        await using var stream = new NetworkStream(socket);

        // The preface and an empty SETTINGS frame (RFC 9113 section 3.4).
        await stream.WriteAsync((byte[])[.. "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"u8, 0, 0, 0, 4, 0, 0, 0, 0, 0]);
        var head = new byte[9];
        await stream.ReadExactlyAsync(head);
        var settings = new byte[BinaryPrimitives.ReadUInt16BigEndian(head.AsSpan(1))];
        await stream.ReadExactlyAsync(settings);

        head[3].ShouldBe((byte)4);
        settings.Chunk(6).Single(setting => BinaryPrimitives.ReadUInt16BigEndian(setting) == 3)[2..].ShouldBe([0, 0, 0, 7]);
    }

    [Fact]
    public async Task An_upload_slower_than_the_slowest_client_is_broken_off()
    {
        await using var gateway = await SlowAsync();
        var keys = await ClientKeys.MintAsync(gateway, "orders-writer");
        var call = new SignedRequest { Method = "PUT", Path = "/slow/object", Body = new byte[1_000_000] };
        using var client = await WireConnection.OpenAsync(gateway.Url);

        await client.SendAsync(WireHead.Of(call, gateway.Url, keys).Bytes(call.Body.AsSpan(0, 1000)));
        var answer = await client.ReadAsync();

        answer!.Status.ShouldBe(400);
        answer.Text.ShouldContain("<Code>RequestTimeout</Code>");
        await Waiting.UntilAsync(async () => (await gateway.Audit.NextAsync()) is { Door: "forward", Reason: not null });
        gateway.Aws.Objects.Find("slow", "object").ShouldBeNull();
    }

    [Fact]
    public async Task A_download_that_its_client_does_not_take_is_broken_off()
    {
        var ended = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var aws = ScriptedAws.Start(async call =>
        {
            var chunk = new string('x', 100_000);
            await call.SendAsync("HTTP/1.1 200 OK\r\nContent-Length: 1000000000\r\n\r\n");
            try
            {
                while (true)
                {
                    await call.SendAsync(chunk);
                }
            }
            catch (SocketException)
            {
                ended.SetResult();
            }
        });
        await using var gateway = await SlowAsync(("Gateway:Aws:Endpoints:s3", aws.Url));
        using var client = await WireConnection.OpenAsync(gateway.Url);

        await client.SendAsync(WireHead.Of(new SignedRequest(), gateway.Url, await ClientKeys.MintAsync(gateway)).Bytes());

        await ended.Task.WaitAsync(TimeSpan.FromSeconds(60));
    }

    private static string Least(RangeAttribute range) => Convert.ToString(range.Minimum, CultureInfo.InvariantCulture)!;

    private static Task<TestGateway> SlowAsync(params (string, string)[] settings) =>
        TestGateway.StartAsync(settings: [("Gateway:Limits:SlowestClient", StrictRate), ("Gateway:Limits:SlowGrace", "00:00:02"), .. settings]);

    private static async Task<Socket> ConnectAsync(TestGateway gateway)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(IPAddress.Loopback, new Uri(gateway.Url).Port);
        return socket;
    }
}
