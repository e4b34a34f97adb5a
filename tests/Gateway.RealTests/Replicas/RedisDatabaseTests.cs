using Gateway.Revocations;
using Gateway.Revocations.Sharing;
using Gateway.Sharing;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Shouldly;
using Xunit;

namespace Gateway.RealTests.Replicas;

/// <summary>A set of gateways with a database of its own in a Redis that it shares with another set, permitted no more than docs/operations.md says.</summary>
public sealed class RedisDatabaseTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(15)]
    public async Task Revocations_are_kept_in_the_database_that_is_configured_and_in_no_other(int configured)
    {
        await using var redis = await RedisServer.StartAsync();
        var revocations = new RevocationList(Options.Create(new RevocationOptions()), TimeProvider.System, NullLogger<RevocationList>.Instance);
        var status = new SharingStatus(revocations, TimeProvider.System);
        await using var connection = new SharedRedis(Options.Create(new SharingOptions { Redis = $"{redis.Connection},defaultDatabase={configured}" }));
        using var sharing = new RevocationSharing(connection, revocations, status, TimeProvider.System, NullLogger<RevocationSharing>.Instance);
        await sharing.StartAsync(TestContext.Current.CancellationToken);
        // The start waits for a first reading for so long alone.
        for (var looks = 0; status.Missing is not null && looks < 300; looks++)
        {
            await Task.Delay(100, TestContext.Current.CancellationToken);
        }

        var revoked = revocations.Revoke(RevocationTarget.Grant("orders-reader"), TimeProvider.System.GetUtcNow(), "an operator");
        var isShared = await sharing.IsSharedAsync(revoked);
        await sharing.StopAsync(TestContext.Current.CancellationToken);

        status.Missing.ShouldBeNull();
        isShared.ShouldBe(true);
        (await redis.UsedDatabasesAsync()).ShouldBe([configured]);
    }
}
