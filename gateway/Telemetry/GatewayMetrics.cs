using System.Diagnostics.Metrics;

namespace Gateway.Telemetry;

/// <summary>What happens, counted and timed. While nobody listens, nothing is measured but how much is under way. docs/operations.md lists every metric.</summary>
internal sealed class GatewayMetrics
{
    public const string MeterName = "Gateway";

    // Seconds, from a decision in memory to a long upload.
    private static readonly InstrumentAdvice<double> Durations = new()
    {
        HistogramBucketBoundaries = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60],
    };

    private readonly Counter<long> requests;
    private readonly Counter<long> decisions;
    private readonly Counter<long> bytes;
    private readonly Histogram<double> duration;
    private readonly Histogram<double> upstream;
    private readonly Counter<long> lookups;
    private readonly Histogram<double> stsCalls;
    // Not counters that are told of each change: who begins to listen in between would miss the beginning of what then ends.
    private long active;
    private long stsActive;

    public GatewayMetrics(IMeterFactory meters)
    {
        var meter = meters.Create(MeterName);
        meter.CreateObservableUpDownCounter("gateway.requests.active", () => Interlocked.Read(ref active), "{request}", "Requests under way, at any door.");
        requests = meter.CreateCounter<long>("gateway.requests", "{request}", "Requests that were decided, by door, AWS service and outcome.");
        decisions = meter.CreateCounter<long>("gateway.decisions", "{decision}", "Decisions, by grant and by the reason of the audit record.");
        bytes = meter.CreateCounter<long>("gateway.io", "By", "Bytes of body from callers (in) and to them (out), of forwarded calls.");
        duration = meter.CreateHistogram("gateway.request.duration", "s", "How long requests took, by door and outcome.", advice: Durations);
        upstream = meter.CreateHistogram("gateway.upstream.duration", "s", "From sending a call to AWS until its answer began.", advice: Durations);
        lookups = meter.CreateCounter<long>("gateway.session.lookups", "{lookup}", "Role sessions asked for: found in memory (hit), or asked of STS (miss).");
        stsCalls = meter.CreateHistogram("gateway.sts.call.duration", "s", "How long AssumeRole took, its retries included, by outcome.", advice: Durations);
        meter.CreateObservableUpDownCounter("gateway.sts.calls.active", () => Interlocked.Read(ref stsActive), "{call}", "AssumeRole calls under way.");
    }

    public void RequestBegan() => Interlocked.Increment(ref active);

    public void RequestEnded() => Interlocked.Decrement(ref active);

    /// <summary>A request that a door decided on.</summary>
    public void Decided(string door, string outcome, string? service, string? grant, string? reason, TimeSpan took)
    {
        if (requests.Enabled)
        {
            requests.Add(1, new(TagNames.Door, door), new(TagNames.Service, service ?? TagNames.None), new(TagNames.Outcome, outcome));
        }

        if (decisions.Enabled)
        {
            decisions.Add(1, new(TagNames.Grant, grant ?? TagNames.None), new(TagNames.Reason, reason ?? "granted"));
        }

        if (duration.Enabled)
        {
            duration.Record(took.TotalSeconds, new(TagNames.Door, door), new KeyValuePair<string, object?>(TagNames.Outcome, outcome));
        }
    }

    /// <summary>The bodies of a forwarded call.</summary>
    public void Carried(string service, long bytesIn, long bytesOut)
    {
        if (bytes.Enabled)
        {
            bytes.Add(bytesIn, new(TagNames.Direction, "in"), new KeyValuePair<string, object?>(TagNames.Service, service));
            bytes.Add(bytesOut, new(TagNames.Direction, "out"), new KeyValuePair<string, object?>(TagNames.Service, service));
        }
    }

    /// <summary>AWS answered a forwarded call.</summary>
    public void Answered(string service, int status, TimeSpan took)
    {
        if (upstream.Enabled)
        {
            upstream.Record(took.TotalSeconds, new(TagNames.Service, service), new KeyValuePair<string, object?>(TagNames.HttpStatus, status));
        }
    }

    public void SessionFound(bool inMemory)
    {
        if (lookups.Enabled)
        {
            lookups.Add(1, new KeyValuePair<string, object?>(TagNames.Result, inMemory ? "hit" : "miss"));
        }
    }

    public void StsAsked() => Interlocked.Increment(ref stsActive);

    /// <summary>STS answered, or was given up on.</summary>
    /// <param name="outcome"><c>assumed</c>, or the reason in the audit record's words.</param>
    /// <param name="took">Retries included.</param>
    public void StsAnswered(string outcome, TimeSpan took)
    {
        Interlocked.Decrement(ref stsActive);
        if (stsCalls.Enabled)
        {
            stsCalls.Record(took.TotalSeconds, new KeyValuePair<string, object?>(TagNames.Outcome, outcome));
        }
    }
}
