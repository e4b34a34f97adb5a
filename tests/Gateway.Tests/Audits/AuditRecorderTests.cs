using System.Text.Json;
using Gateway.Auditing;
using Gateway.Tests.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using Shouldly;
using Xunit;

namespace Gateway.Tests.Audits;

public sealed class AuditRecorderTests : IAsyncDisposable
{
    private const int Length = 100;

    private readonly FakeTimeProvider time = new();
    private readonly MemoryLogger log = new();
    private readonly StubbornSink sink = new();
    private AuditRecorder? recorder;

    [Fact]
    public async Task A_full_queue_gives_no_place_where_requests_are_refused()
    {
        await StartAsync("refuse");
        sink.Block();

        var places = Enumerable.Range(0, Length + 1).Select(_ => recorder!.TryTakePlace(isProven: true)).ToList();

        places.Count(place => place).ShouldBe(Length);
        places[^1].ShouldBeFalse();
        log.Text.ShouldContain("1603");
    }

    [Fact]
    public async Task A_place_that_is_given_back_can_be_taken_again()
    {
        await StartAsync("refuse");
        for (var i = 0; i < Length; i++)
        {
            recorder!.TryTakePlace(isProven: true);
        }

        recorder!.GiveBackPlace();

        recorder.TryTakePlace(isProven: true).ShouldBeTrue();
    }

    [Fact]
    public async Task Places_are_free_again_when_the_records_are_written()
    {
        await StartAsync("refuse");

        for (var round = 0; round < 3; round++)
        {
            await RecordAsync(Length);
            await Waiting.UntilAsync(() => recorder!.Queues[0].Taken == 0);
        }

        sink.Written.Count.ShouldBe(3 * Length);
    }

    [Theory]
    [InlineData(true, Length)]
    [InlineData(false, Length / 2)]
    public async Task A_full_queue_drops_and_counts_where_records_are_dropped(bool isLetIn, int room)
    {
        await StartAsync("drop");
        sink.Block();

        foreach (var entry in Records.Several(room + 50))
        {
            await (isLetIn ? recorder!.RecordAsync(entry) : recorder!.RecordWithoutPlaceAsync(entry));
        }

        recorder!.Queues[0].Dropped.ShouldBe(50);
        recorder.Queues[0].Taken.ShouldBe(room);
    }

    [Fact]
    public async Task A_sink_that_fails_gets_the_same_records_again_where_requests_are_refused()
    {
        await StartAsync("refuse");
        sink.Fails = true;
        await RecordAsync(3);
        await Waiting.UntilAsync(() => sink.Tries > 0);

        sink.Fails = false;
        await Waiting.UntilAsync(() =>
        {
            time.Advance(TimeSpan.FromSeconds(1));
            return recorder!.Queues[0].Taken == 0;
        });

        sink.Written.ShouldBe(["request-0", "request-1", "request-2"]);
        log.Text.ShouldContain("1600");
        log.Text.ShouldContain("1604");
    }

    [Fact]
    public async Task A_sink_that_fails_loses_its_records_counted_where_records_are_dropped()
    {
        await StartAsync("drop");
        sink.Fails = true;

        await RecordAsync(3);
        await Waiting.UntilAsync(() => recorder!.Queues[0].Taken == 0);

        recorder!.Queues[0].Dropped.ShouldBe(3);
        log.Text.ShouldContain("1602");
    }

    [Fact]
    public async Task A_slow_sink_keeps_no_other_back()
    {
        var other = new StubbornSink();
        await StartAsync("drop", other);
        sink.Block();

        await RecordAsync(Length + 1);
        await Waiting.UntilAsync(() => other.Written.Count == Length + 1 || other.Written.Count + recorder!.Queues[1].Dropped == Length + 1);

        sink.Written.ShouldBeEmpty();
        other.Written.Count.ShouldBeGreaterThan(0);
    }

    [Fact]
    public async Task A_full_sink_takes_no_record_of_a_refused_request_from_the_others()
    {
        var other = new StubbornSink();
        await StartAsync("refuse", other);
        sink.Block();
        await RecordAsync(Length);
        await Waiting.UntilAsync(() => other.Written.Count == Length && recorder!.Queues[1].Taken == 0);

        recorder!.TryTakePlace(isProven: true).ShouldBeFalse();
        await recorder.RecordWithoutPlaceAsync(Records.Of("refused"));
        await Waiting.UntilAsync(() => other.Written.Count == Length + 1);

        other.Written[^1].ShouldBe("refused");
        recorder.Queues[0].Dropped.ShouldBe(1);
        (recorder.Queues[0].Taken, recorder.Queues[1].Dropped).ShouldBe((Length, 0));
    }

    [Theory]
    [InlineData("refuse")]
    [InlineData("drop")]
    public async Task Records_that_strangers_lose_are_told_together(string whenFull)
    {
        await StartAsync(whenFull);
        sink.Block();

        foreach (var entry in Records.Several(Length))
        {
            await recorder!.RecordWithoutPlaceAsync(entry);
        }

        log.Text.ShouldNotContain("1602");
        time.Advance(TimeSpan.FromSeconds(10));
        await Waiting.UntilAsync(() => log.Text.Contains("1602", StringComparison.Ordinal));

        log.Text.ShouldContain($"Critical 1602 {Length / 2} audit records for stubborn are lost");
        time.Advance(TimeSpan.FromSeconds(10));
        log.Text.Split("1602").Length.ShouldBe(2, "nothing more was lost");
    }

    [Fact]
    public async Task Records_lost_last_are_told_when_the_gateway_stops()
    {
        await StartAsync("drop");
        sink.Block();
        await RecordAsync(Length + 1);

        var stopping = recorder!.StopAsync(CancellationToken.None);
        sink.Unblock();
        await stopping;

        log.Text.ShouldContain("1602 1 audit records for stubborn are lost");
    }

    [Fact]
    public async Task Records_that_wait_are_written_when_the_gateway_stops()
    {
        await StartAsync("refuse");
        sink.Block();
        await RecordAsync(50);

        var stopping = recorder!.StopAsync(CancellationToken.None);
        sink.Unblock();
        await stopping;

        sink.Written.Count.ShouldBe(50);
    }

    [Fact]
    public async Task A_record_that_comes_after_the_stop_is_written()
    {
        await StartAsync("refuse");
        recorder!.TryTakePlace(isProven: true);
        await recorder.StopAsync(CancellationToken.None);

        await recorder.RecordAsync(Records.Of("late"));

        sink.Written.ShouldBe(["late"]);
    }

    [Fact]
    public async Task Records_that_come_after_the_stop_are_written_one_after_the_other()
    {
        var slow = new SlowSink();
        await StartAsync("refuse", slow);
        await recorder!.StopAsync(CancellationToken.None);

        // Each from a thread of its own, as requests end.
        await Task.WhenAll(Records.Several(50).Select(entry => Task.Run(async () =>
        {
            recorder.TryTakePlace(isProven: true);
            await recorder.RecordAsync(entry);
        })));

        slow.MostAtOnce.ShouldBe(1);
        slow.Lines.Select(line => JsonDocument.Parse(line).RootElement.GetProperty("requestId").GetString()).ShouldBe(Records.Several(50).Select(entry => entry.RequestId), ignoreOrder: true);
        recorder.Queues.ShouldAllBe(queue => queue.Taken == 0 && queue.Written == 50);
    }

    public async ValueTask DisposeAsync()
    {
        sink.Unblock();
        if (recorder is not null)
        {
            await recorder.StopAsync(CancellationToken.None);
            recorder.Dispose();
        }

        log.Dispose();
    }

    private async Task StartAsync(string whenFull, params IAuditSink[] others)
    {
        var options = Options.Create(new AuditOptions { WhenFull = whenFull, QueueLength = Length });
        recorder = new AuditRecorder([sink, .. others], options, time, new Logger<AuditRecorder>(new LoggerFactory([log])));
        await recorder.StartAsync(CancellationToken.None);
    }

    private async Task RecordAsync(int count)
    {
        foreach (var entry in Records.Several(count))
        {
            recorder!.TryTakePlace(isProven: true).ShouldBeTrue();
            await recorder.RecordAsync(entry);
        }
    }
}
