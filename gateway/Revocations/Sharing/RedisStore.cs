using StackExchange.Redis;

namespace Gateway.Revocations.Sharing;

/// <summary>
/// The revocations in Redis: one sorted set by their ends, with a version among them that counts every write. A write puts the entry in, drops what has run
/// out, and tells all replicas, in one step. One key, so that Redis cannot lose the entries and keep the version that says that they are known. No write
/// makes a version where there is none: it would say that all is there of what was lost, and only whoever has written back all that it knows can say so.
/// </summary>
internal sealed class RedisStore(IConnectionMultiplexer redis)
{
    private const string Name = "{gateway:revocations}";

    /// <summary>The member whose score is the version, below zero, where no end lies.</summary>
    private const string VersionMember = "#version";

    private const string WriteScript = """
        redis.call('ZADD', KEYS[1], ARGV[1], ARGV[2])
        redis.call('ZREMRANGEBYSCORE', KEYS[1], 0, ARGV[3])
        local version = '0'
        if redis.call('ZSCORE', KEYS[1], ARGV[6]) then
          version = string.format('%.0f', -tonumber(redis.call('ZINCRBY', KEYS[1], -1, ARGV[6])))
        end
        redis.call('PEXPIRE', KEYS[1], ARGV[4])
        redis.call('PUBLISH', ARGV[5], version .. ' ' .. ARGV[2])
        return version
        """;

    // Longer than any entry can live, so that everything vanishes by itself where nobody uses it any more.
    private static readonly TimeSpan KeyLife = TimeSpan.FromDays(31);

    private static readonly RedisKey Key = Name;

    private readonly IDatabase database = redis.GetDatabase();

    /// <summary>Fails where the configured database cannot be selected, since the client itself then goes on in the first one without a word.</summary>
    public async Task SelectAsync()
    {
        // Where all connections begin, and all that a cluster has: nothing need be permitted for it.
        if (database.Database == 0)
        {
            return;
        }

        try
        {
            await database.ExecuteAsync("SELECT", database.Database);
        }
        catch (RedisServerException e)
        {
            throw new RedisException($"Database {database.Database} of Gateway:Redis cannot be used; permit SELECT, or set defaultDatabase=0: {e.Message}", e);
        }
    }

    /// <summary>The number of the last write; null where nothing was ever written, or all was lost.</summary>
    public async Task<long?> VersionAsync() => (long?)-await database.SortedSetScoreAsync(Key, VersionMember);

    /// <summary>All entries that have not run out, as <see cref="RevocationText"/>.</summary>
    public async Task<IReadOnlyList<string>> LoadAsync(DateTimeOffset now) =>
        [.. (await database.SortedSetRangeByScoreAsync(Key, now.ToUnixTimeMilliseconds(), exclude: Exclude.Start)).Select(entry => (string)entry!)];

    /// <summary>Whether the entry is there; what was written before on this connection is.</summary>
    public async Task<bool> HoldsAsync(Revocation revocation) => await database.SortedSetScoreAsync(Key, RevocationText.Of(revocation)) is not null;

    public Task WriteAsync(Revocation revocation, DateTimeOffset now) => database.ScriptEvaluateAsync(
        WriteScript,
        [Key],
        [
            revocation.Expires.ToUnixTimeMilliseconds(), RevocationText.Of(revocation), now.ToUnixTimeMilliseconds(), (long)KeyLife.TotalMilliseconds, Channel, VersionMember,
        ],
        CommandFlags.NoScriptCache);

    /// <summary>Shows whoever looks that all is there that is remembered.</summary>
    public async Task BeginAsync()
    {
        await database.SortedSetAddAsync(Key, VersionMember, FirstVersion(), When.NotExists);
        await database.KeyExpireAsync(Key, KeyLife);
    }

    /// <summary>Tells of each write of any replica, this one included, in their order.</summary>
    public async Task SubscribeAsync(Action<long, string> written)
    {
        var queue = await redis.GetSubscriber().SubscribeAsync(RedisChannel.Literal(Channel));
        queue.OnMessage(message =>
        {
            var parts = ((string?)message.Message ?? "").Split(' ', 2);
            if (parts.Length == 2 && long.TryParse(parts[0], out var version))
            {
                written(version, parts[1]);
            }
        });
    }

    // A version that begins anew after a loss must not be taken for the old one; a score holds 15 digits.
    private static long FirstVersion() => -Random.Shared.NextInt64(1, 1_000_000_000_000);

    // Channels know no databases.
    private string Channel => $"{Name}:{database.Database}";
}
