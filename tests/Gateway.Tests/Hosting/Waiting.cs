using System.Runtime.CompilerServices;
using Microsoft.Extensions.Time.Testing;
using Shouldly;

namespace Gateway.Tests.Hosting;

/// <summary>Waits for what happens on other threads, without a clock of its own.</summary>
internal static class Waiting
{
    /// <summary>Looks without a pause between them; after that whoever waits lets others have the processor.</summary>
    private const int Looks = 100;

    /// <summary>Looks until it holds, for 30 seconds at most.</summary>
    /// <param name="condition">What is waited for.</param>
    /// <param name="what">What a failure calls it; left out: the condition as it is written.</param>
    public static async Task UntilAsync(Func<Task<bool>> condition, [CallerArgumentExpression(nameof(condition))] string what = "")
    {
        using var timeout = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        for (var looks = 0; !await condition(); looks++)
        {
            if (timeout.IsCancellationRequested)
            {
                throw new ShouldAssertException($"Waited 30 seconds in vain for {what}");
            }

            await (looks < Looks ? YieldAsync() : Task.Delay(1, CancellationToken.None));
        }
    }

    /// <inheritdoc cref="UntilAsync(Func{Task{bool}}, string)"/>
    public static Task UntilAsync(Func<bool> condition, [CallerArgumentExpression(nameof(condition))] string what = "") =>
        UntilAsync(() => Task.FromResult(condition()), what);

    private static async Task YieldAsync() => await Task.Yield();

    /// <summary>Lets the gateway's time pass until the task has ended.</summary>
    public static async Task<T> PassUntilAsync<T>(this FakeTimeProvider time, Task<T> task)
    {
        await UntilAsync(() =>
        {
            time.Advance(TimeSpan.FromMilliseconds(100));
            return task.IsCompleted;
        });
        return await task;
    }
}
