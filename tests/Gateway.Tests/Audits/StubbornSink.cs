using System.Collections.Concurrent;
using Gateway.Auditing;

namespace Gateway.Tests.Audits;

/// <summary>A sink that blocks or fails while it is told to.</summary>
internal sealed class StubbornSink : IAuditSink
{
    private readonly ConcurrentQueue<string> written = new();
    private TaskCompletionSource open = Opened();

    public string Name => "stubborn";

    public bool Fails { get; set; }

    public int Tries { get; private set; }

    public IReadOnlyList<string> Written => [.. written];

    public void Block() => open = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);

    public void Unblock() => open.TrySetResult();

    public async ValueTask WriteAsync(IReadOnlyList<AuditEntry> entries, CancellationToken cancellation)
    {
        Tries++;
        await open.Task.WaitAsync(cancellation);
        if (Fails)
        {
            throw new IOException("No space left on device");
        }

        foreach (var entry in entries)
        {
            written.Enqueue(entry.RequestId);
        }
    }

    private static TaskCompletionSource Opened()
    {
        var source = new TaskCompletionSource();
        source.SetResult();
        return source;
    }
}
