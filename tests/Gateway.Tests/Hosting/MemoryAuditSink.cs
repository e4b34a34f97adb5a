using System.Threading.Channels;
using Gateway.Auditing;

namespace Gateway.Tests.Hosting;

/// <summary>Keeps audit entries for a test to read, one after the other.</summary>
internal sealed class MemoryAuditSink : IAuditSink
{
    private readonly Channel<AuditEntry> kept = Channel.CreateUnbounded<AuditEntry>();

    public string Name => "memory";

    public async ValueTask WriteAsync(IReadOnlyList<AuditEntry> entries, CancellationToken cancellation)
    {
        foreach (var entry in entries)
        {
            await kept.Writer.WriteAsync(entry, cancellation);
        }
    }

    /// <summary>The next entry, waited for: a record is written when the request has ended, a moment after the client has the answer.</summary>
    public async Task<AuditEntry> NextAsync()
    {
        using var timeout = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        return await kept.Reader.ReadAsync(timeout.Token);
    }

    /// <summary>The next entry of a door.</summary>
    public async Task<AuditEntry> NextOfAsync(string door)
    {
        while (true)
        {
            if (await NextAsync() is { } entry && entry.Door == door)
            {
                return entry;
            }
        }
    }
}
