using System.Collections.Concurrent;

namespace Gateway.Sandbox.Aws;

/// <summary>The newest requests, at most so many, and the number of all.</summary>
internal sealed class RequestLog(int capacity)
{
    private readonly ConcurrentQueue<RecordedRequest> newest = new();
    private long total;

    public long Total => Interlocked.Read(ref total);

    public IReadOnlyList<RecordedRequest> Newest => [.. newest];

    public void Add(RecordedRequest request)
    {
        Interlocked.Increment(ref total);
        newest.Enqueue(request);
        while (newest.Count > capacity && newest.TryDequeue(out _))
        {
        }
    }
}
