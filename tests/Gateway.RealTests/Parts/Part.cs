namespace Gateway.RealTests.Parts;

/// <summary>One real part, started when a test first asks for it and shared by all that do.</summary>
internal sealed class Part<T>(Func<Task<T>> start) : IAsyncDisposable
    where T : IAsyncDisposable
{
    private readonly Lazy<Task<T>> _running = new(() => Task.Run(start));

    public Task<T> RunningAsync() => _running.Value;

    public async ValueTask DisposeAsync()
    {
        if (!_running.IsValueCreated)
        {
            return;
        }

        // What failed to start, or is absent, has cleaned up after itself and has told the tests that asked for it.
        await _running.Value.ContinueWith(_ => { }, TaskScheduler.Default);
        if (_running.Value.IsCompletedSuccessfully)
        {
            await (await _running.Value).DisposeAsync();
        }
    }
}
