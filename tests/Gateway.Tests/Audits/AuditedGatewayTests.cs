using System.Text.Json;
using Gateway.Auditing;
using Gateway.Tests.Forwarding;
using Gateway.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace Gateway.Tests.Audits;

/// <summary>Sinks at a whole gateway, as an operator configures them.</summary>
public sealed class AuditedGatewayTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("gateway-audit-");

    [Fact]
    public async Task The_file_sink_writes_a_line_for_every_call_and_is_rotated_without_losing_one()
    {
        const int Calls = 200;
        await using var gateway = await TestGateway.StartAsync(keepsSinks: true, settings:
        [
            ("Gateway:Audit:Sinks:0", "file"), ("Gateway:Audit:File:Path", Path.Combine(folder.FullName, "audit.jsonl")), ("Gateway:Audit:File:MaxBytes", "65536"),
        ]);
        gateway.Client.DefaultRequestHeaders.UserAgent.ParseAdd("test/" + new string('1', 200));
        var token = gateway.Keycloak.MintAccessToken("demo");

        var answered = new List<string>();
        for (var i = 0; i < Calls; i++)
        {
            using var answer = await gateway.GetAsync("/api/roles", token);
            answered.Add(answer.Headers.GetValues("X-Gateway-Request-Id").Single());
        }

        var files = new List<FileInfo>();
        var recorded = new List<string>();
        await Waiting.UntilAsync(async () =>
        {
            files = [.. folder.GetFiles().OrderBy(file => file.Name, StringComparer.Ordinal)];
            recorded.Clear();
            foreach (var file in files)
            {
                recorded.AddRange((await LinesAsync(file.FullName)).Select(line => JsonDocument.Parse(line).RootElement.Text("requestId")));
            }

            return recorded.Count == Calls;
        });
        recorded.ShouldBe(answered, ignoreOrder: true);
        files.Count.ShouldBeGreaterThan(1);
        files.ShouldAllBe(file => file.Length <= 65536);
    }

    [Fact]
    public async Task With_drop_calls_go_on_while_a_sink_is_blocked_and_what_is_lost_is_counted()
    {
        var sink = new StubbornSink();
        await using var gateway = await TestGateway.StartAsync(
            settings: [("Gateway:Audit:WhenFull", "drop"), ("Gateway:Audit:QueueLength", "100")], configure: builder => builder.Services.AddSingleton<IAuditSink>(sink));
        var keys = await ClientKeys.MintAsync(gateway);
        var token = gateway.Keycloak.MintAccessToken("demo");
        var queue = gateway.Services.GetRequiredService<AuditRecorder>().Queues.Single(queue => queue.Name == sink.Name);
        sink.Block();

        for (var i = 0; i < 150; i++)
        {
            (await gateway.GetAsync("/api/roles", token)).EnsureSuccessStatusCode();
        }

        using var forwarded = await gateway.Client.SendAsync(new SignedRequest { Path = "/" }.Sign(gateway.Url, keys));
        forwarded.EnsureSuccessStatusCode();
        using var ready = await gateway.Client.GetAsync("/readyz");
        ready.EnsureSuccessStatusCode();
        (await ready.JsonAsync()).GetProperty("warnings").EnumerateArray().Select(warning => warning.GetString())
            .ShouldContain("audit: 100 records wait for stubborn, which is as many as may: records are dropped");
        queue.Dropped.ShouldBeGreaterThan(0);

        sink.Unblock();
        await Waiting.UntilAsync(() => Task.FromResult(queue.Taken == 0));
        (await gateway.GetAsync("/api/roles", token)).EnsureSuccessStatusCode();
        await Waiting.UntilAsync(() => Task.FromResult(queue.Written + queue.Dropped >= 152));
    }

    [Fact]
    public async Task The_trace_that_a_client_names_is_in_the_record_where_nothing_is_traced()
    {
        await using var gateway = await TestGateway.StartAsync();

        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/roles");
        request.Headers.Authorization = new("Bearer", gateway.Keycloak.MintAccessToken("demo"));
        request.Headers.Add("traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-00");
        (await gateway.Client.SendAsync(request)).EnsureSuccessStatusCode();

        (await gateway.Audit.NextAsync()).TraceId.ShouldBe("0af7651916cd43dd8448eb211c80319c");
    }

    public void Dispose() => folder.Delete(recursive: true);

    // The sink may have the file open, and may be renaming it.
    private static async Task<string[]> LinesAsync(string file)
    {
        try
        {
            await using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            using var reader = new StreamReader(stream);
            // What follows the last line's end is still being written.
            return (await reader.ReadToEndAsync()).Split('\n')[..^1];
        }
        catch (FileNotFoundException)
        {
            return [];
        }
    }
}
