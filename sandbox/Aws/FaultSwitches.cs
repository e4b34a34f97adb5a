using System.Collections.Concurrent;

namespace Gateway.Sandbox.Aws;

/// <summary>Switches by which a test makes one service (by its signing name, or <c>federation</c>) slow, silent or wrong.</summary>
internal sealed class FaultSwitches
{
    private readonly ConcurrentDictionary<string, Plan> plans = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, TaskCompletionSource> held = new(StringComparer.Ordinal);

    /// <summary>Makes the next calls fail.</summary>
    /// <param name="service">The service.</param>
    /// <param name="fault">How.</param>
    /// <param name="calls">How many calls, then the service is well again.</param>
    public void Set(string service, AwsFault fault, int calls = int.MaxValue) => plans[service] = new Plan(fault, calls);

    public void Clear(string service) => plans.TryRemove(service, out _);

    /// <summary>Lets calls wait, unanswered, until the returned thing is disposed of.</summary>
    public IDisposable Hold(string service)
    {
        var gate = held.GetOrAdd(service, _ => new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        return new Release(() =>
        {
            held.TryRemove(service, out _);
            gate.TrySetResult();
        });
    }

    /// <summary>Waits while the service is held, and says how this call shall fail.</summary>
    public async Task<AwsFault> NextAsync(string service, CancellationToken cancellation)
    {
        if (held.TryGetValue(service, out var gate))
        {
            await gate.Task.WaitAsync(cancellation);
        }

        return plans.TryGetValue(service, out var plan) && plan.Take() ? plan.Fault : AwsFault.None;
    }

    private sealed class Plan(AwsFault fault, long calls)
    {
        private long left = calls;

        public AwsFault Fault => fault;

        public bool Take() => Interlocked.Decrement(ref left) >= 0;
    }

    private sealed class Release(Action action) : IDisposable
    {
        public void Dispose() => action();
    }
}
