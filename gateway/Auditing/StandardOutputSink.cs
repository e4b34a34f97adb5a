using System.Buffers;
using Microsoft.Win32.SafeHandles;

namespace Gateway.Auditing;

/// <summary>Writes audit records to standard output, one line of JSON each.</summary>
internal sealed class StandardOutputSink(SafeFileHandle descriptor) : IAuditSink
{
    private readonly StandardOutput output = new(descriptor);
    private readonly ArrayBufferWriter<byte> lines = new(64 * 1024);
    private readonly BatchProgress progress = new();
    private bool endsMidLine;

    public StandardOutputSink()
        : this(new SafeFileHandle(1, ownsHandle: false))
    {
    }

    public string Name => AuditOptions.StandardOutput;

    public ValueTask WriteAsync(IReadOnlyList<AuditEntry> entries, CancellationToken cancellation)
    {
        if (endsMidLine)
        {
            output.Write("\n"u8);
            endsMidLine = false;
        }

        lines.ResetWrittenCount();
        var done = progress.DoneOf(entries);
        foreach (var entry in entries.Skip(done))
        {
            AuditJson.WriteLine(entry, lines);
        }

        try
        {
            // On this thread, which waits for a slow reader. Not ended half way: half a line would spoil the next.
            output.Write(lines.WrittenSpan);
        }
        catch (IOException)
        {
            var written = lines.WrittenSpan[..output.Written];
            endsMidLine = written is [.., not (byte)'\n'];
            if (written.Count((byte)'\n') is > 0 and var more)
            {
                progress.Did(entries, done + more);
            }

            throw;
        }

        progress.Did(entries, entries.Count);
        return ValueTask.CompletedTask;
    }
}
