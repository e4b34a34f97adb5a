using System.Buffers;
using System.Diagnostics;
using System.Text;
using Gateway.Telemetry;
using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Logs;
using OpenTelemetry.Resources;

namespace Gateway.Auditing;

/// <summary>
/// Sends audit records as OTLP log records, by a pipeline of their own: the gateway's log does not go this way, and what the receiver did not take is
/// known here and comes again.
/// </summary>
internal sealed class OtlpSink : IAuditSink, IDisposable
{
    /// <summary>Milliseconds that an export is waited for, and more where the exporter itself may take longer (OTEL_EXPORTER_OTLP_TIMEOUT).</summary>
    private const int UsualExport = 10_000;

    /// <summary>Bytes of records in one request, and one record more: receivers take 4 MiB as they come, and a path, which anybody may choose, is up to 32 KiB long.</summary>
    private const int MostBytes = 1024 * 1024;

    private readonly CountingExporter exporter;
    private readonly BatchLogRecordExportProcessor batches;
    private readonly ILoggerFactory records;
    private readonly ILoggerFactory owner;
    private readonly ILogger log;
    private readonly BatchProgress progress = new();
    private readonly int longestExport;
    private readonly string receiver;
    private readonly string protocol;

    public OtlpSink(IConfiguration configuration)
    {
        var options = new OtlpExporterOptions();
        OtlpSettings.Apply(configuration, "logs", options);
        // Without the name and the password that an address may hold, or what follows its path.
        receiver = options.Endpoint.GetComponents(UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.UriEscaped);
        protocol = options.Protocol == OtlpExportProtocol.Grpc ? OtlpSettings.Grpc : OtlpSettings.HttpProtobuf;
        longestExport = Math.Max(UsualExport, options.TimeoutMilliseconds + 1000);
        var otlp = new OtlpLogExporter(options);
        exporter = new CountingExporter(otlp);
        batches = new BatchLogRecordExportProcessor(exporter, exporterTimeoutMilliseconds: longestExport);
        // An exporter learns the resource from its provider alone; this one has no other purpose, and nothing is logged to it.
        owner = Create(new SimpleLogRecordExportProcessor(otlp));
        owner.CreateLogger("resource");
        records = Create(new Moment(), batches);
        log = records.CreateLogger("Gateway.Audit");
    }

    public string Name => AuditOptions.Otlp;

    public async ValueTask WriteAsync(IReadOnlyList<AuditEntry> entries, CancellationToken cancellation)
    {
        for (var sent = progress.DoneOf(entries); sent < entries.Count;)
        {
            var (tried, taken, end) = (exporter.Tried, exporter.Taken, sent);
            for (var bytes = 0; end < entries.Count && bytes < MostBytes; end++)
            {
                var record = new AuditAttributes(entries[end], Line(entries[end]));
                bytes += record.Line.Length;
                var level = Level(entries[end]);
                if (log.IsEnabled(level))
                {
                    log.Log(level, new EventId(0, "audit"), record, null, static (attributes, _) => attributes.Line);
                }
            }

            await SendAsync(end - sent, tried, taken);
            sent = end;
            progress.Did(entries, sent);
        }
    }

    private async Task SendAsync(int count, long tried, long taken)
    {
        // Waits for a thread of the exporter's own.
        await Task.Run(() => batches.ForceFlush(longestExport * 2), CancellationToken.None);
        // It may come back while the last records are still on their way.
        while (exporter.Tried - tried < count && await exporter.HasTriedAsync(longestExport))
        {
        }

        if (exporter.Taken - taken < count)
        {
            throw new IOException($"The OTLP receiver at {receiver} took {exporter.Taken - taken} of {count} records; see that it runs there, speaks {protocol} and takes logs.");
        }
    }

    public void Dispose()
    {
        records.Dispose();
        owner.Dispose();
    }

    private static ILoggerFactory Create(params BaseProcessor<LogRecord>[] processors) => LoggerFactory.Create(logging => logging.AddOpenTelemetry(options =>
    {
        var resource = ResourceBuilder.CreateDefault();
        TelemetryServices.Describe(resource);
        options.SetResourceBuilder(resource);
        options.IncludeFormattedMessage = true;
        foreach (var processor in processors)
        {
            options.AddProcessor(processor);
        }
    }));

    private static LogLevel Level(AuditEntry entry) => entry.Outcome switch
    {
        "allowed" => LogLevel.Information,
        "denied" or "aborted" => LogLevel.Warning,
        _ => LogLevel.Error,
    };

    private static string Line(AuditEntry entry)
    {
        var line = new ArrayBufferWriter<byte>(1024);
        AuditJson.WriteLine(entry, line);
        return Encoding.UTF8.GetString(line.WrittenSpan[..^1]);
    }

    /// <summary>Gives a log record the time and the trace of the request, which has ended by now.</summary>
    private sealed class Moment : BaseProcessor<LogRecord>
    {
        public override void OnEnd(LogRecord data)
        {
            if (data.Attributes is not AuditAttributes { Entry: var entry })
            {
                return;
            }

            data.Timestamp = entry.Time.UtcDateTime;
            if (entry is { TraceId: { } trace, SpanId: { } span })
            {
                data.TraceId = ActivityTraceId.CreateFromString(trace);
                data.SpanId = ActivitySpanId.CreateFromString(span);
            }
        }
    }

    /// <summary>Counts the records that the receiver took.</summary>
    private sealed class CountingExporter(BaseExporter<LogRecord> inner) : BaseExporter<LogRecord>
    {
        private readonly SemaphoreSlim exported = new(0);
        private long taken;
        private long tried;

        public long Taken => Interlocked.Read(ref taken);

        /// <summary>Records that were sent, taken or not.</summary>
        public long Tried => Interlocked.Read(ref tried);

        /// <summary>False where no more were sent in that many milliseconds.</summary>
        public Task<bool> HasTriedAsync(int milliseconds) => exported.WaitAsync(milliseconds);

        public override ExportResult Export(in Batch<LogRecord> batch)
        {
            var count = batch.Count;
            var result = inner.Export(batch);
            if (result == ExportResult.Success)
            {
                Interlocked.Add(ref taken, count);
            }

            Interlocked.Add(ref tried, count);
            exported.Release();
            return result;
        }

        protected override bool OnShutdown(int timeoutMilliseconds) => inner.Shutdown(timeoutMilliseconds);

        protected override void Dispose(bool disposing)
        {
            exported.Dispose();
            base.Dispose(disposing);
        }
    }
}
