using Gateway.Limits;

namespace Gateway.Forwarding;

/// <summary>The moment at which a forwarded call ends, whatever it still waits for (<see cref="LimitOptions.LongestCall"/>).</summary>
internal sealed class CallDeadline : IDisposable
{
    private readonly CancellationTokenSource _limit;
    private readonly CancellationTokenSource _either;

    public CallDeadline(TimeSpan longest, TimeProvider time, CancellationToken client)
    {
        _limit = new CancellationTokenSource(longest, time);
        _either = CancellationTokenSource.CreateLinkedTokenSource(_limit.Token, client);
    }

    /// <summary>The call's end: by this, or by its client.</summary>
    public CancellationToken Token => _either.Token;

    /// <summary>Whether the call took too long. What breaks it off then may end the client's connection as well.</summary>
    public bool IsOver => _limit.IsCancellationRequested;

    public void Dispose()
    {
        _either.Dispose();
        _limit.Dispose();
    }
}
