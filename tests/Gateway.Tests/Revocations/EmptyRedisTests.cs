using Gateway.Revocations;
using Gateway.Revocations.Sharing;
using Gateway.Sharing;
using Gateway.Tests.Hosting;
using Gateway.Tests.Sharing;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using Shouldly;
using Xunit;

namespace Gateway.Tests.Revocations;

/// <summary>A gateway that starts at an empty Redis: others may be about to write back what that lost.</summary>
public sealed class EmptyRedisTests : IAsyncDisposable
{
    private readonly FakeTimeProvider time = new(DateTimeOffset.UnixEpoch.AddYears(56));
    private readonly RedisStandIn redis = new();
    private readonly MemoryLogger log = new();
    private readonly RevocationList revocations;
    private readonly SharingStatus status;
    private readonly SharedRedis connection;
    private readonly RevocationSharing sharing;

    public EmptyRedisTests()
    {
        var loggers = new LoggerFactory([log]);
        revocations = new RevocationList(Options.Create(new RevocationOptions()), time, new Logger<RevocationList>(loggers));
        status = new SharingStatus(revocations, time);
        connection = new SharedRedis(Options.Create(new SharingOptions { Redis = $"127.0.0.1:{redis.Port}" }));
        sharing = new RevocationSharing(
            connection, revocations, status, time, new Logger<RevocationSharing>(loggers));
    }

    [Fact]
    public async Task The_wait_for_others_begins_anew_when_Redis_goes_away_meanwhile()
    {
        var starting = sharing.StartAsync(CancellationToken.None);
        await Waiting.UntilAsync(() => Looks() >= 2);
        redis.GoAway();
        await Waiting.UntilAsync(() => status.Missing!.Contains("Redis", StringComparison.Ordinal));
        time.Advance(TimeSpan.FromSeconds(10));

        redis.ComeBack();
        var before = Looks();
        await Waiting.UntilAsync(() => Looks() >= before + 3);

        revocations.IsKnown.ShouldBeFalse("others have had no time to write back");
        // Again and again: each of the client's two connections tells by itself that it is back, and the wait begins anew with the later.
        await Waiting.UntilAsync(() =>
        {
            time.Advance(TimeSpan.FromSeconds(1));
            return revocations.IsKnown;
        });
        await starting;
    }

    public async ValueTask DisposeAsync()
    {
        await sharing.StopAsync(CancellationToken.None);
        sharing.Dispose();
        await connection.DisposeAsync();
        await redis.DisposeAsync();
        log.Dispose();
    }

    private int Looks() => redis.Asked.Count(name => name == "ZSCORE");
}
