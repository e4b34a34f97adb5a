using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using Gateway.Telemetry;
using Microsoft.Extensions.DependencyInjection;

namespace Gateway.Tests.Hosting;

/// <summary>Keeps the spans and measurements of one gateway, though sources are shared by all in the process.</summary>
internal sealed class TelemetryRecorder : IDisposable
{
    private readonly ConcurrentDictionary<ActivityTraceId, bool> traces = new();
    private readonly ConcurrentQueue<Activity> spans = new();
    private readonly ConcurrentQueue<Measured> measurements = new();
    private readonly ActivityListener spanListener;
    private readonly MeterListener meterListener = new();

    public TelemetryRecorder(IServiceProvider services)
    {
        spanListener = new ActivityListener
        {
            ShouldListenTo = source => source.Name is Tracing.SourceName or Tracing.ServerSourceName,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = Keep,
        };
        ActivitySource.AddActivityListener(spanListener);
        var meters = services.GetRequiredService<IMeterFactory>();
        meterListener.InstrumentPublished = (instrument, listener) =>
        {
            if (ReferenceEquals(instrument.Meter.Scope, meters))
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        meterListener.SetMeasurementEventCallback<int>((instrument, value, tags, _) => Keep(instrument, value, tags));
        meterListener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Keep(instrument, value, tags));
        meterListener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Keep(instrument, value, tags));
        meterListener.Start();
    }

    /// <summary>Ended spans of this gateway's requests.</summary>
    public IReadOnlyList<Activity> Spans => [.. spans];

    public IReadOnlyList<Measured> Measurements => [.. measurements];

    /// <summary>The request that is being served is this gateway's, and so are all spans of its trace.</summary>
    public void NoteTrace()
    {
        if (Activity.Current is { } current)
        {
            traces[current.TraceId] = true;
        }
    }

    /// <summary>Lets the instruments that are read on demand be read.</summary>
    public void Collect() => meterListener.RecordObservableInstruments();

    /// <summary>All that was recorded, as text.</summary>
    public IEnumerable<string> Texts() => spans
        .Select(span => $"{span.DisplayName} {span.StatusDescription} {span.TraceStateString} {Join(span.TagObjects)} {Join(span.Baggage)} {string.Join(' ', span.Events.Select(e => e.Name + Join(e.Tags)))}")
        .Concat(measurements.Select(measured => measured.ToString()));

    public void Dispose()
    {
        spanListener.Dispose();
        meterListener.Dispose();
    }

    private static string Join<T>(IEnumerable<KeyValuePair<string, T>> tags) => string.Join(' ', tags.Select(tag => $"{tag.Key}={tag.Value}"));

    private void Keep(Activity span)
    {
        if (traces.ContainsKey(span.TraceId))
        {
            spans.Enqueue(span);
        }
    }

    private void Keep(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags) =>
        measurements.Enqueue(new Measured(instrument.Name, value, tags.ToArray().ToDictionary(tag => tag.Key, tag => tag.Value, StringComparer.Ordinal)));
}
