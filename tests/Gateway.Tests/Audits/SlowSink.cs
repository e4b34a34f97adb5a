using System.Buffers;
using System.Text;
using Gateway.Auditing;

namespace Gateway.Tests.Audits;

/// <summary>A sink that keeps its lines in one buffer, as the real ones do, lets others run while it writes, and counts its writers.</summary>
internal sealed class SlowSink : IAuditSink
{
    private readonly ArrayBufferWriter<byte> buffer = new();
    private readonly List<string> lines = [];
    private int writers;

    public string Name => "slow";

    public int MostAtOnce { get; private set; }

    public IReadOnlyList<string> Lines => lines;

    public async ValueTask WriteAsync(IReadOnlyList<AuditEntry> entries, CancellationToken cancellation)
    {
        MostAtOnce = Math.Max(MostAtOnce, Interlocked.Increment(ref writers));
        buffer.ResetWrittenCount();
        foreach (var entry in entries)
        {
            AuditJson.WriteLine(entry, buffer);
            await Task.Yield();
        }

        lines.AddRange(Encoding.UTF8.GetString(buffer.WrittenSpan).Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Interlocked.Decrement(ref writers);
    }
}
