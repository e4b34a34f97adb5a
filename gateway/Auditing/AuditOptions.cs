using System.ComponentModel.DataAnnotations;

namespace Gateway.Auditing;

/// <summary>Where audit records go, and what happens when they cannot (<c>Gateway:Audit</c>).</summary>
public sealed class AuditOptions
{
    internal const string StandardOutput = "stdout";
    internal const string File = "file";
    internal const string Otlp = "otlp";

    /// <summary>
    /// One or more of <c>stdout</c>, <c>file</c> (<see cref="AuditFileOptions"/>) and <c>otlp</c> (OTLP logs, to <c>OTEL_EXPORTER_OTLP_LOGS_ENDPOINT</c>,
    /// <c>OTEL_EXPORTER_OTLP_ENDPOINT</c> or <c>Gateway:Telemetry:OtlpEndpoint</c>). Default: <c>stdout</c>.
    /// </summary>
    public IList<string> Sinks { get; } = [];

    /// <summary>
    /// What happens while a sink's queue is full: <c>refuse</c> requests before anything is decided or forwarded, so that nothing happens that is not
    /// recorded, or <c>drop</c> records, counted and logged. Default: <c>refuse</c>.
    /// </summary>
    [RegularExpression("^(refuse|drop)$", ErrorMessage = "Gateway:Audit:WhenFull must be 'refuse' or 'drop'.")]
    public string WhenFull { get; set; } = "refuse";

    /// <summary>
    /// Records that may wait for each sink; with <c>refuse</c> every request under way has its place once its caller is known, so this bounds them as well, and is more
    /// than one caller may have under way (<c>Gateway:Limits:ConcurrentRequests</c>). 100 to 1,000,000; default 10,000.
    /// </summary>
    [Range(100, 1_000_000, ErrorMessage = "Gateway:Audit:QueueLength must be between 100 and 1,000,000.")]
    public int QueueLength { get; set; } = 10_000;

    internal bool Refuses => WhenFull == "refuse";
}
