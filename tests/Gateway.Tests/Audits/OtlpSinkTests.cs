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
    private readonly ConcurrentQueue<string> received = new();
    private WebApplication receiver = null!;
    private int status = 200;

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
        using var sink = Sink("http://127.0.0.1:1");

        await Should.ThrowAsync<IOException>(async () => await sink.WriteAsync(Records.Several(1), CancellationToken.None));
    }

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
            if (status == 200)
            {
                received.Enqueue(Encoding.Latin1.GetString(body.ToArray()));
            }

            context.Response.StatusCode = status;
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
