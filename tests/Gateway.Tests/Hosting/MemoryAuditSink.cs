using System.Threading.Channels;
using Gateway.Auditing;

namespace Gateway.Tests.Hosting;

/// <summary>Keeps audit entries for a test to read, one after the other.</summary>
internal sealed class MemoryAuditSink : IAuditSink
{
    private readonly Channel<AuditEntry> entries = Channel.CreateUnbounded<AuditEntry>();

    public ValueTask WriteAsync(AuditEntry entry) => entries.Writer.WriteAsync(entry);

    /// <summary>The next entry, waited for: a record is written when the request has ended, a moment after the client has the answer.</summary>
    public async Task<AuditEntry> NextAsync()
    {
        using var timeout = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        return await entries.Reader.ReadAsync(timeout.Token);
    }
}
