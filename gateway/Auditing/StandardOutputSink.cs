using System.Buffers;
using Microsoft.Win32.SafeHandles;

namespace Gateway.Auditing;

/// <summary>Writes audit records to standard output, one line of JSON each.</summary>
internal sealed class StandardOutputSink(SafeFileHandle descriptor) : IAuditSink
{
    private readonly StandardOutput output = new(descriptor);
    private readonly ArrayBufferWriter<byte> lines = new(64 * 1024);

    public StandardOutputSink()
        : this(new SafeFileHandle(1, ownsHandle: false))
    {
    }

    public string Name => AuditOptions.StandardOutput;

    public ValueTask WriteAsync(IReadOnlyList<AuditEntry> entries, CancellationToken cancellation)
    {
        lines.ResetWrittenCount();
        foreach (var entry in entries)
        {
            AuditJson.WriteLine(entry, lines);
        }

        // On this thread, which has nothing else to do. Not ended half way: half a line would spoil the next.
        output.Write(lines.WrittenSpan);
        return ValueTask.CompletedTask;
    }
}
