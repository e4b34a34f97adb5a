using Microsoft.Extensions.Time.Testing;

namespace Gateway.Tests.Hosting;

/// <summary>Waits for what happens on other threads, without a clock of its own.</summary>
internal static class Waiting
{
    /// <summary>Looks without a pause between them; after that whoever waits lets others have the processor.</summary>
    private const int Looks = 100;

    public static async Task UntilAsync(Func<Task<bool>> condition)
    {
        using var timeout = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        for (var looks = 0; !await condition(); looks++)
        {
            timeout.Token.ThrowIfCancellationRequested();
            await (looks < Looks ? YieldAsync() : Task.Delay(1, timeout.Token));
        }
    }

    private static async Task YieldAsync() => await Task.Yield();

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
