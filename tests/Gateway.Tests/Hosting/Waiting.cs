using Microsoft.Extensions.Time.Testing;

namespace Gateway.Tests.Hosting;

/// <summary>Waits for what happens on other threads, without a clock of its own.</summary>
internal static class Waiting
{
    public static async Task UntilAsync(Func<Task<bool>> condition)
    {
        using var timeout = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (!await condition())
        {
            timeout.Token.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }

    /// <summary>Lets the gateway's time pass until the task has ended.</summary>
    public static async Task<T> PassUntilAsync<T>(this FakeTimeProvider time, Task<T> task)
    {
        await UntilAsync(() =>
        {
            time.Advance(TimeSpan.FromMilliseconds(100));
            return Task.FromResult(task.IsCompleted);
        });
        return await task;
    }
}
