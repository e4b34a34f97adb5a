using System.Buffers;
using System.Collections.Concurrent;
using System.Text;
using Gateway.Auditing;

namespace Gateway.Sandbox.Story;

/// <summary>Keeps the gateway's audit records for the story, and afterwards writes each as the gateway itself would.</summary>
internal sealed class AuditTrail : IAuditSink
{
    private readonly ConcurrentQueue<AuditEntry> kept = new();
    private TextWriter? output;

    public IReadOnlyList<AuditEntry> Entries => [.. kept];

    /// <summary>From now on every record is written as one line of JSON, and no longer kept.</summary>
    public void WriteTo(TextWriter writer) => Volatile.Write(ref output, TextWriter.Synchronized(writer));

    public string Name => "story";

    public ValueTask WriteAsync(IReadOnlyList<AuditEntry> entries, CancellationToken cancellation)
    {
        foreach (var entry in entries)
        {
            if (Volatile.Read(ref output) is { } writer)
            {
                writer.Write(Line(entry));
            }
            else
            {
                kept.Enqueue(entry);
            }
        }

        return ValueTask.CompletedTask;
    }

    /// <summary>The record as one line of JSON, its end included.</summary>
    public static string Line(AuditEntry entry)
    {
        var buffer = new ArrayBufferWriter<byte>();
        AuditJson.WriteLine(entry, buffer);
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }
}
