using System.Diagnostics;
using Gateway.Policies;
using Gateway.Tests.Hosting;
using Microsoft.Extensions.Options;
using Shouldly;
using Xunit;

namespace Gateway.Tests.Policies;

/// <summary>A policy file whose file system answers no more, as a network's may; a pipe without a writer does the same.</summary>
public sealed class HangingPolicyFileTests : IDisposable
{
    private readonly PolicyFolder folder = new();
    private readonly TickingTime time = new();
    private readonly LogRecorder log = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task A_look_that_hangs_holds_one_thread_and_is_told()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no named pipes among its files.");
        folder.Write(Policy.OneGrant());
        using var store = new PolicyStore(Options.Create(new PolicyOptions { PolicyFile = folder.File }), time, log);
        await store.StartingAsync(CancellationToken.None);
        File.Delete(folder.File);
        using (var made = Process.Start("mkfifo", [folder.File]))
        {
            await made.WaitForExitAsync();
        }

        var looks = new List<Task>();
        await Waiting.UntilAsync(() =>
        {
            // The one that hangs, and one beside it, as a timer would have it.
            if (looks.Count(look => !look.IsCompleted) <= 1)
            {
                looks.Add(Task.Factory.StartNew(time.Tick, TaskCreationOptions.LongRunning));
                time.Pass(PolicyStore.PollInterval);
            }

            return store.Status.LastError is not null;
        });
        await Waiting.UntilAsync(() => looks.Count(look => !look.IsCompleted) == 1);

        store.Status.LastError!.ShouldContain("longer than 10 seconds");
        store.Current.Grants.ShouldHaveSingleItem().Id.ShouldBe("reader");
        await using (new FileStream(folder.File, FileMode.Open, FileAccess.Write, FileShare.ReadWrite))
        {
            // Whoever opened the pipe to read it reads its end.
        }

        await Task.WhenAll(looks);
        log.Events.Count(id => id == 1202).ShouldBe(1);
    }

    /// <summary>A clock whose timer ticks when it is told to, on whoever's thread.</summary>
    private sealed class TickingTime : TimeProvider
    {
        private long now;
        private Action tick = () => { };

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => Interlocked.Read(ref now);

        public void Pass(TimeSpan time) => Interlocked.Add(ref now, time.Ticks);

        public void Tick() => tick();

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            tick = () => callback(state);
            return new Timer();
        }

        private sealed class Timer : ITimer
        {
            public bool Change(TimeSpan dueTime, TimeSpan period) => true;

            public void Dispose()
            {
            }

            public ValueTask DisposeAsync() => default;
        }
    }
}
