using System.Text.RegularExpressions;
using Gateway.RealTests.Gateways;
using Gateway.RealTests.Parts;

namespace Gateway.RealTests.Telemetry;

/// <summary>A real OpenTelemetry Collector that prints what it receives.</summary>
internal sealed partial class OtelCollector : IAsyncDisposable
{
    private readonly Scratch _scratch;
    private readonly ServerProcess _process;

    private OtelCollector(Scratch scratch, ServerProcess process, Uri endpoint)
    {
        _scratch = scratch;
        _process = process;
        Endpoint = endpoint;
    }

    /// <summary>Where it takes OTLP by gRPC.</summary>
    public Uri Endpoint { get; }

    public string Output => _process.Output;

    /// <summary>The spans of a trace that it has printed so far.</summary>
    public IReadOnlyList<PrintedSpan> SpansOf(string trace) =>
        [.. Span.Matches(Output).Where(match => match.Groups["trace"].Value == trace).Select(match => new PrintedSpan(
            match.Groups["id"].Value, match.Groups["parent"].Value, match.Groups["name"].Value, match.Groups["attributes"].Value))];

    /// <summary>The attributes of the points of a metric that it has printed so far, one text a point.</summary>
    public IReadOnlyList<string> PointsOf(string metric) =>
        [.. Output.Split("\nMetric #").Skip(1).Where(text => text.Contains($"-> Name: {metric}\n", StringComparison.Ordinal)).SelectMany(text => text.Split("NumberDataPoints #").Skip(1))];

    public static async Task<string?> FindAsync() => Tool.OnPath("otelcol") ?? await Tool.UnpackAsync("otelcol");

    /// <summary>Starts one that must print no secret of the gateway that sends to it.</summary>
    public static async Task<OtelCollector> StartAsync(GatewaySetup gateway)
    {
        var program = await FindAsync();
        if (program is null)
        {
            AbsentPart.Report("OpenTelemetry Collector", "Put otelcol on the PATH.");
        }

        var scratch = new Scratch();
        var endpoint = new Uri($"http://127.0.0.1:{LoopbackPort.Next()}");
        var http = new Uri($"http://127.0.0.1:{LoopbackPort.Next()}");
        var configuration = scratch.Write("collector.yaml", $$"""
            receivers: { otlp: { protocols: { grpc: { endpoint: "{{endpoint.Authority}}" }, http: { endpoint: "{{http.Authority}}" } } } }
            exporters: { debug: { verbosity: detailed, use_internal_logger: false, output_paths: [stdout] } }
            service:
              telemetry: { metrics: { level: none } }
              pipelines:
                traces: { receivers: [otlp], exporters: [debug] }
                metrics: { receivers: [otlp], exporters: [debug] }
                logs: { receivers: [otlp], exporters: [debug] }
            """);
        // What it prints came from the gateway, whose secrets it must not hold.
        var process = ServerProcess.Start(
            "otelcol", program, ["--config", $"file:{configuration}"], new Dictionary<string, string?>(), scratch.Root, keptLines: 20_000,
            new SecretLines(gateway.Environment(endpoint, policyFile: ""), KnownSecrets.OfThisRun));
        var collector = new OtelCollector(scratch, process, endpoint);
        // It answers 405 to a GET where it takes OTLP by HTTP.
        return await collector.OnceAsync(process.ReadyAsync(new Uri(http, "/v1/traces"), TimeSpan.FromSeconds(60), ready: answer => answer.StatusCode == System.Net.HttpStatusCode.MethodNotAllowed));
    }

    public async ValueTask DisposeAsync()
    {
        await _process.DisposeAsync();
        _scratch.Dispose();
    }

    [GeneratedRegex(
        @"Span #\d+\s+Trace ID\s*: (?<trace>[0-9a-f]{32})\s+Parent ID\s*: ?(?<parent>[0-9a-f]*)\s+ID\s*: (?<id>[0-9a-f]{16})\s+Name\s*: (?<name>[^\n]*)\n(?<attributes>(?:(?!Span #|ResourceSpans|ResourceLog|ScopeSpans)[^\n]*\n?)*)",
        RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Span { get; }
}
