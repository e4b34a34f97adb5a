using Gateway.Portal.SignIn;
using Gateway.Sessions;
using Gateway.Sharing;
using Gateway.Tests.Hosting;
using Gateway.Tests.Sharing;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using Shouldly;
using Xunit;

namespace Gateway.Tests.Portal;

/// <summary>Two replicas with one Redis renew one sign-in.</summary>
public sealed class SharedRenewalsTests : IAsyncLifetime
{
    private const string Key = "hash-of-a-refresh-token";
    private const string Name = "{gateway:renewals}:" + Key;

    private static readonly TokenRenewal Renewed = new(new PortalTokens("access", "refresh", "id"), Refused: false);

    private readonly FakeTimeProvider time = new(DateTimeOffset.UnixEpoch.AddYears(56));
    private readonly RedisStandIn redis = new();
    private readonly MemoryLogger log = new();
    private readonly LoggerFactory loggers;
    private readonly List<SharedRedis> connections = [];
    private readonly SealedRenewals seals;
    private readonly SharedRenewals first;
    private readonly SharedRenewals second;

    public SharedRenewalsTests()
    {
        loggers = new LoggerFactory([log]);
        seals = SealsOf(new byte[32]);
        (first, second) = (Replica(), Replica());
    }

    /// <summary>Connected before anything is asked: what takes longer than two seconds of the machine's time is done without Redis.</summary>
    public async ValueTask InitializeAsync() => await Task.WhenAll(connections.Select(connection => connection.ConnectionAsync()));

    [Fact]
    public async Task Another_replica_waits_for_the_answer_of_the_one_that_renews()
    {
        var issuer = new TaskCompletionSource<TokenRenewal>();
        var renewing = first.OnceAsync(Key, () => issuer.Task);
        await UntilAsync(() => redis.Strings.ContainsKey(Name));
        var waiting = second.OnceAsync(Key, Unwanted);
        await UntilAsync(() => redis.Asked.Count(name => name == "SET") > 2);

        issuer.SetResult(Renewed);

        (await EndAsync(waiting)).ShouldBe(Renewed);
        (await renewing).ShouldBe(Renewed);
        redis.Strings[Name].ShouldNotContain("access");
    }

    [Fact]
    public async Task That_the_issuer_renews_no_more_is_told_too()
    {
        await first.OnceAsync(Key, () => Task.FromResult(TokenRenewal.Over));
        await UntilAsync(() => IsTold);

        (await EndAsync(second.OnceAsync(Key, Unwanted))).ShouldBe(TokenRenewal.Over);
    }

    [Fact]
    public async Task An_issuer_that_could_not_be_reached_is_asked_again_by_whoever_comes_next()
    {
        await first.OnceAsync(Key, () => Task.FromResult(TokenRenewal.Unavailable));
        await UntilAsync(() => redis.Strings.IsEmpty);

        (await EndAsync(second.OnceAsync(Key, () => Task.FromResult(Renewed)))).ShouldBe(Renewed);
    }

    [Fact]
    public async Task A_replica_that_died_meanwhile_is_replaced_when_its_marker_is_gone()
    {
        redis.Strings[Name] = "under way of one that died";
        var waiting = second.OnceAsync(Key, () => Task.FromResult(Renewed));
        await UntilAsync(() => redis.Asked.Count(name => name == "SET") > 2);

        redis.Strings.TryRemove(Name, out _);

        (await EndAsync(waiting)).ShouldBe(Renewed);
    }

    [Fact]
    public async Task A_replica_that_took_over_is_not_overwritten_by_the_one_it_took_over_from()
    {
        await first.OnceAsync(Key, () =>
        {
            redis.Strings[Name] = "under way of one that took over";
            return Task.FromResult(Renewed);
        });
        await UntilAsync(() => redis.Asked.Contains("EVAL"));

        redis.Strings[Name].ShouldBe("under way of one that took over");
    }

    [Fact]
    public async Task Where_nothing_is_heard_of_a_renewal_the_token_serves_on_and_nobody_asks_again()
    {
        redis.Strings[Name] = "under way for ever";

        (await EndAsync(second.OnceAsync(Key, Unwanted))).ShouldBe(TokenRenewal.Unavailable);

        log.Text.ShouldContain("1903");
    }

    [Fact]
    public async Task While_another_renews_a_Redis_that_goes_away_leads_to_no_second_use_of_the_refresh_token()
    {
        redis.Strings[Name] = "under way of another";
        var waiting = second.OnceAsync(Key, Unwanted);
        await UntilAsync(() => redis.Asked.Count(name => name == "SET") > 2);

        redis.GoAway();

        (await EndAsync(waiting)).ShouldBe(TokenRenewal.Unavailable);
    }

    [Fact]
    public async Task Without_a_Redis_that_answers_a_replica_renews_for_itself()
    {
        redis.GoAway();

        (await EndAsync(Replica().OnceAsync(Key, () => Task.FromResult(Renewed)))).ShouldBe(Renewed);
    }

    [Theory]
    [InlineData("of another refresh token")]
    [InlineData("that is over")]
    [InlineData("sealed with another key")]
    [InlineData("that is rubbish")]
    public async Task An_answer_is_not_taken(string which)
    {
        redis.Strings[Name] = which switch
        {
            "of another refresh token" => Text(seals.Seal("hash-of-another", Renewed, SharedRenewals.Kept)),
            "that is over" => Text(seals.Seal(Key, Renewed, TimeSpan.Zero)),
            "sealed with another key" => Text(SealsOf([.. Enumerable.Repeat((byte)1, 32)]).Seal(Key, Renewed, SharedRenewals.Kept)),
            _ => which,
        };

        (await EndAsync(second.OnceAsync(Key, Unwanted))).ShouldBe(TokenRenewal.Unavailable);

        log.Text.ShouldContain("1904");
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var connection in connections)
        {
            await connection.DisposeAsync();
        }

        await redis.DisposeAsync();
        loggers.Dispose();
        log.Dispose();
    }

    private bool IsTold => redis.Strings.TryGetValue(Name, out var held) && !held.StartsWith("under way", StringComparison.Ordinal);

    private static Task<TokenRenewal> Unwanted() => throw new InvalidOperationException("The refresh token is in use elsewhere.");

    private static string Text(byte[] bytes) => System.Text.Encoding.Latin1.GetString(bytes);

    private SharedRenewals Replica()
    {
        var connection = new SharedRedis(Options.Create(new SharingOptions { Redis = $"127.0.0.1:{redis.Port}" }));
        connections.Add(connection);
        return new SharedRenewals(connection, seals, time, new Logger<SharedRenewals>(loggers));
    }

    private SealedRenewals SealsOf(byte[] key) => new(
        new SessionKeyProtectionProvider(new SessionKeys(Options.Create(new SessionOptions { Keys = { Convert.ToBase64String(key) } }), Options.Create(new SharingOptions()), NullLogger<SessionKeys>.Instance)), time);

    /// <summary>Waits for an answer while time goes on.</summary>
    private async Task<TokenRenewal> EndAsync(Task<TokenRenewal> renewal)
    {
        await UntilAsync(() => renewal.IsCompleted);
        return await renewal;
    }

    private async Task UntilAsync(Func<bool> condition)
    {
        using var timeout = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (!condition())
        {
            time.Advance(TimeSpan.FromMilliseconds(50));
            await Task.Delay(10, timeout.Token);
        }
    }
}
