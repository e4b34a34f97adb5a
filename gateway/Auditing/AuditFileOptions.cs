using System.ComponentModel.DataAnnotations;

namespace Gateway.Auditing;

/// <summary>The file that the sink <c>file</c> writes (<c>Gateway:Audit:File</c>). Readable by the gateway's user alone (mode 0600).</summary>
public sealed class AuditFileOptions
{
    /// <summary>The file's path; its folder must exist. Required for the sink <c>file</c>.</summary>
    public string? Path { get; set; }

    /// <summary>Bytes after which the file is put aside and a new one begun. 64 KiB to 10 GiB; default 100 MiB.</summary>
    [Range(64L * 1024, 10L * 1024 * 1024 * 1024, ErrorMessage = "Gateway:Audit:File:MaxBytes must be between 65536 and 10737418240.")]
    public long MaxBytes { get; set; } = 100L * 1024 * 1024;

    /// <summary>The age at which the file is put aside, counted from its first record. 1 minute to 366 days; default 1 day.</summary>
    [Range(typeof(TimeSpan), "00:01:00", "366.00:00:00", ErrorMessage = "Gateway:Audit:File:MaxAge must be between 00:01:00 and 366.00:00:00.")]
    public TimeSpan MaxAge { get; set; } = TimeSpan.FromDays(1);

    /// <summary>Files that are kept beside the current one; the oldest go first. 1 to 10,000; default 14.</summary>
    [Range(1, 10_000, ErrorMessage = "Gateway:Audit:File:Keep must be between 1 and 10,000.")]
    public int Keep { get; set; } = 14;
}
