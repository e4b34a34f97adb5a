using System.Diagnostics;
using System.Net.Http.Headers;
using System.Text;
using Gateway.RealTests.Gateways;
using OpenTelemetry;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;
using Shouldly;
using Xunit;

namespace Gateway.RealTests.Telemetry;

/// <summary>One trace from client to upstream, as a real collector prints it, and the audit record that belongs to it.</summary>
public sealed class TraceTests(RealWorld world)
{
    private const string ClientSpan = "client call";
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private static readonly string[] Stages = ["resolve", "authenticate", "authorise", "assume", "sign", "forward"];

    [Fact]
    public async Task A_call_is_one_trace_through_client_gateway_and_upstream_with_its_audit_record()
    {
        await using var between = await StandIns.StartAsync();
        await using var collector = await OtelCollector.StartAsync(between.Setup);
        using var clientSource = new ActivitySource("Tests.Client");
        using var upstreamSource = new ActivitySource("Tests.Upstream");
        using var clientExport = Export(collector, clientSource, "client");
        using var upstreamExport = Export(collector, upstreamSource, "upstream");
        await using var upstream = await TracedUpstream.StartAsync(upstreamSource);
        await using var gateway = await world.StartGatewayAsync(between.Setup with
        {
            Endpoints = new Dictionary<string, Uri> { ["dynamodb"] = upstream.Address },
            Settings = new Dictionary<string, string>
            {
                ["OTEL_EXPORTER_OTLP_ENDPOINT"] = collector.Endpoint.GetLeftPart(UriPartial.Authority),
                ["OTEL_METRICS_EXPORTER"] = "none",
                ["OTEL_BSP_SCHEDULE_DELAY"] = "200",
                ["Gateway__Telemetry__PropagateToAws"] = "true",
                ["Gateway__Audit__Sinks__0"] = "stdout",
                ["Gateway__Audit__Sinks__1"] = "otlp",
            },
        });
        var token = between.Keycloak.MintAccessToken("demo");

        string trace, requestId;
        using (var span = clientSource.StartActivity(ClientSpan, ActivityKind.Client)!)
        {
            trace = span.TraceId.ToHexString();
            requestId = await ListTablesAsync(gateway, token, span);
        }

        clientExport.ForceFlush();
        upstreamExport.ForceFlush();
        var spans = await PrintedAsync(collector, trace, requestId);

        PrintedSpan Named(string name) => spans.Single(span => span.Name == name);
        var server = Named("POST forward");
        server.Parent.ShouldBe(Named(ClientSpan).Id);
        foreach (var stage in Stages)
        {
            spans.ShouldContain(span => span.Name == stage, stage);
            spans.Where(span => span.Name == stage).ShouldAllBe(span => span.Parent == server.Id, stage);
        }

        Named(TracedUpstream.SpanName).Parent.ShouldBe(Named("forward").Id);
        server.Attributes.ShouldContain($"gateway.request_id: Str({requestId})");
        gateway.Output.Split('\n').ShouldContain(line => line.Contains($"\"requestId\":\"{requestId}\",\"traceId\":\"{trace}\"", StringComparison.Ordinal));
        foreach (var secret in between.Aws.Credentials.All.SelectMany(key => new[] { key.SecretAccessKey, key.SessionToken }).Append(token).OfType<string>())
        {
            collector.Output.ShouldNotContain(secret);
            gateway.Output.ShouldNotContain(secret);
        }
    }

    private static TracerProvider Export(OtelCollector collector, ActivitySource source, string service) => Sdk.CreateTracerProviderBuilder()
        .ConfigureResource(resource => resource.AddService(service))
        .AddSource(source.Name)
        .AddOtlpExporter(options => options.Endpoint = collector.Endpoint)
        .Build();

    private static async Task<string> ListTablesAsync(GatewayProcess gateway, string token, Activity span)
    {
        // Without a span of HttpClient's own between.
        using var http = new HttpClient(new SocketsHttpHandler { ActivityHeadersPropagator = null });
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(gateway.Address, $"/aws/dynamodb/{GatewaySetup.Region}/"));
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        request.Headers.Add("traceparent", span.Id);
        request.Headers.Add("X-Gateway-Role", "orders-reader");
        request.Headers.Add("X-Amz-Target", "DynamoDB_20120810.ListTables");
        request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes("{}"));
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/x-amz-json-1.0");
        using var answer = await http.SendAsync(request);
        answer.IsSuccessStatusCode.ShouldBeTrue(await answer.Content.ReadAsStringAsync());
        return answer.Headers.GetValues("X-Gateway-Request-Id").Single();
    }

    /// <summary>The trace's spans, once the collector has printed the one around the request and the audit record.</summary>
    private static async Task<IReadOnlyList<PrintedSpan>> PrintedAsync(OtelCollector collector, string trace, string requestId)
    {
        for (var waited = Stopwatch.StartNew(); waited.Elapsed < Patience; await Task.Delay(200))
        {
            var spans = collector.SpansOf(trace);
            // It prints line by line: the last span may be there, and not yet its attributes.
            if (spans.Any(span => span.Name == "POST forward" && span.Attributes.Contains(requestId, StringComparison.Ordinal))
                && Stages.Append(ClientSpan).Append(TracedUpstream.SpanName).All(name => spans.Any(span => span.Name == name))
                && collector.Output.Contains($"Body: Str({{\"event\":\"audit\"", StringComparison.Ordinal)
                && collector.Output.Contains($"\"requestId\":\"{requestId}\"", StringComparison.Ordinal))
            {
                return spans;
            }
        }

        throw new TimeoutException($"The collector did not print the trace {trace} and the record {requestId}:\n{collector.Output}");
    }
}
