using System.Collections.Concurrent;
using System.Text;
using Gateway.Auditing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;
using Shouldly;
using Xunit;

namespace Gateway.Tests.Audits;

public sealed class OtlpSinkTests : IAsyncLifetime
{
    /// <summary>What an OpenTelemetry Collector takes of a request as it comes (max_recv_msg_size_mib of its gRPC receiver).</summary>
    private const int UsualLimit = 4 * 1024 * 1024;

    private readonly ConcurrentQueue<string> received = new();
    private WebApplication receiver = null!;
    private int status = 200;
    private int failing;

    [Fact]
    public async Task Records_arrive_with_the_service_the_trace_and_the_whole_line()
    {
        using var sink = Sink();

        await sink.WriteAsync([Records.Of("the-request")], CancellationToken.None);

        // Protocol buffers hold texts as they are.
        var sent = received.ShouldHaveSingleItem();
        sent.ShouldContain("service.name");
        sent.ShouldContain("\"requestId\":\"the-request\"");
        sent.ShouldContain("gateway.request_id");
        sent.ShouldContain(Encoding.Latin1.GetString(Convert.FromHexString("0af7651916cd43dd8448eb211c80319c")));
    }

    [Fact]
    public async Task Records_that_the_receiver_does_not_take_are_a_failure()
    {
        using var sink = Sink();
        status = 400;

        await Should.ThrowAsync<IOException>(async () => await sink.WriteAsync(Records.Several(3), CancellationToken.None));
        status = 200;
        await sink.WriteAsync(Records.Several(3), CancellationToken.None);
    }

    [Fact]
    public async Task A_receiver_that_is_not_there_is_a_failure()
    {
        using var sink = Sink("http://user:c2VjcmV0@127.0.0.1:1/?key=c2VjcmV0");

        var told = await Should.ThrowAsync<IOException>(async () => await sink.WriteAsync(Records.Several(1), CancellationToken.None));

        told.Message.ShouldBe("The OTLP receiver at http://127.0.0.1:1/ took 0 of 1 records; see that it runs there, speaks http/protobuf and takes logs.");
    }

    [Fact]
    public async Task Records_with_long_paths_are_sent_in_requests_that_receivers_take()
    {
        using var sink = Sink();

        await sink.WriteAsync(WithLongPaths(256), CancellationToken.None);

        received.Max(body => body.Length).ShouldBeLessThan(UsualLimit / 2);
        Requests().ShouldBe(Enumerable.Range(0, 256).Select(i => $"long-{i}"));
    }

    [Fact]
    public async Task Of_a_batch_that_failed_half_way_nothing_is_sent_twice()
    {
        using var sink = Sink();
        var records = WithLongPaths(100);
        failing = 2;

        await Should.ThrowAsync<IOException>(async () => await sink.WriteAsync(records, CancellationToken.None));
        await sink.WriteAsync([Records.Of("late-0")], CancellationToken.None);
        await sink.WriteAsync(records, CancellationToken.None);

        Requests().ShouldBe(Enumerable.Range(0, 100).Select(i => $"long-{i}").Append("late-0"), ignoreOrder: true);
    }

    private static IReadOnlyList<AuditEntry> WithLongPaths(int count) => [.. Enumerable.Range(0, count).Select(i => Records.Of($"long-{i}", "/" + new string('a', 32 * 1024)))];

    private IEnumerable<string> Requests() => received.SelectMany(body => body.Split("\"requestId\":\"").Skip(1)).Select(rest => rest[..rest.IndexOf('"', StringComparison.Ordinal)]);

    public async ValueTask InitializeAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        receiver = builder.Build();
        receiver.MapPost("/v1/logs", async (HttpContext context) =>
        {
            var body = new MemoryStream();
            await context.Request.Body.CopyToAsync(body);
            context.Response.StatusCode = Interlocked.Decrement(ref failing) == 0 ? 400 : body.Length > UsualLimit ? 413 : status;
            if (context.Response.StatusCode == 200)
            {
                received.Enqueue(Encoding.Latin1.GetString(body.ToArray()));
            }

        });
        await receiver.StartAsync();
    }

    public ValueTask DisposeAsync() => receiver.DisposeAsync();

    private OtlpSink Sink(string? address = null) => new(new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>(StringComparer.Ordinal)
    {
        ["OTEL_EXPORTER_OTLP_ENDPOINT"] = address ?? receiver.Urls.First(),
        ["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf",
    }).Build());
}
