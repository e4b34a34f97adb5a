namespace Gateway.Telemetry;

/// <summary>Where traces and metrics go (<c>Gateway:Telemetry</c>), beside OpenTelemetry's own variables (<c>OTEL_…</c>).</summary>
public sealed class TelemetryOptions
{
    /// <summary>
    /// An OTLP receiver, such as <c>http://collector:4317</c>: the same as <c>OTEL_EXPORTER_OTLP_ENDPOINT</c>, which wins. Default: none, so that
    /// nothing is traced and nothing is sent.
    /// </summary>
    public string? OtlpEndpoint { get; set; }

    /// <summary>
    /// Whether forwarded calls carry the trace on to AWS (<c>traceparent</c>, <c>tracestate</c>; unsigned), for services behind API Gateway and the like that join
    /// it. Default false: AWS learns nothing of the caller's traces. Baggage is never sent, and STS is never told.
    /// </summary>
    public bool PropagateToAws { get; set; }
}
