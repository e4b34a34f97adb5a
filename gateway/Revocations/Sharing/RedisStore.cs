using StackExchange.Redis;

namespace Gateway.Revocations.Sharing;

/// <summary>
/// The revocations in Redis: a sorted set by their ends, and a version that counts every write. A write puts the entry in, drops what has run
/// out, and tells all replicas, in one step.
/// </summary>
internal sealed class RedisStore(IConnectionMultiplexer redis)
{
    // One hash tag, so that a cluster keeps both in one place.
    private const string Name = "{gateway:revocations}";

    private const string WriteScript = """
        redis.call('ZADD', KEYS[1], ARGV[1], ARGV[2])
        redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', ARGV[3])
        if redis.call('EXISTS', KEYS[2]) == 0 then redis.call('SET', KEYS[2], ARGV[4]) end
        local version = redis.call('INCR', KEYS[2])
        redis.call('PEXPIRE', KEYS[1], ARGV[5])
        redis.call('PEXPIRE', KEYS[2], ARGV[5])
        redis.call('PUBLISH', ARGV[6], version .. ' ' .. ARGV[2])
        return version
        """;

    // Longer than any entry can live, so that everything vanishes by itself where nobody uses it any more.
    private static readonly TimeSpan KeyLife = TimeSpan.FromDays(31);

    private static readonly RedisKey Entries = Name + ":entries";
    private static readonly RedisKey Version = Name + ":version";

    private readonly IDatabase database = redis.GetDatabase();

    /// <summary>The number of the last write; null where nothing was ever written, or all was lost.</summary>
    public async Task<long?> VersionAsync() => (long?)await database.StringGetAsync(Version);

    /// <summary>All entries that have not run out, as <see cref="RevocationText"/>.</summary>
    public async Task<IReadOnlyList<string>> LoadAsync(DateTimeOffset now) =>
        [.. (await database.SortedSetRangeByScoreAsync(Entries, now.ToUnixTimeMilliseconds(), exclude: Exclude.Start)).Select(entry => (string)entry!)];

    public Task WriteAsync(Revocation revocation, DateTimeOffset now) => database.ScriptEvaluateAsync(
        WriteScript,
        [Entries, Version],
        [
            revocation.Expires.ToUnixTimeMilliseconds(), RevocationText.Of(revocation), now.ToUnixTimeMilliseconds(),
            // A version that begins anew after a loss must not be taken for the old one; Lua keeps 14 digits.
            Random.Shared.NextInt64(1, 1_000_000_000_000), (long)KeyLife.TotalMilliseconds, Channel,
        ],
        CommandFlags.NoScriptCache);

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

    // Channels know no databases.
    private string Channel => $"{Name}:{database.Database}";
}
