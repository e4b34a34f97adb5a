using System.Buffers;

namespace Gateway.Auditing;

/// <summary>Writes audit records to standard output, one line of JSON each.</summary>
internal sealed class StandardOutputSink : IAuditSink, IAsyncDisposable
{
    private readonly Stream output = Console.OpenStandardOutput();
    private readonly ArrayBufferWriter<byte> lines = new(64 * 1024);

    public string Name => AuditOptions.StandardOutput;

    public ValueTask WriteAsync(IReadOnlyList<AuditEntry> entries, CancellationToken cancellation)
    {
        lines.ResetWrittenCount();
        foreach (var entry in entries)
        {
            AuditJson.WriteLine(entry, lines);
        }

        // The stream has no writes but these; its asynchronous ones take a thread of the pool for each. Not ended half way: half a line would spoil the next.
        output.Write(lines.WrittenSpan);
        output.Flush();
        return ValueTask.CompletedTask;
    }

    public ValueTask DisposeAsync() => output.DisposeAsync();
}
