using Gateway.Sharing;
using StackExchange.Redis;

namespace Gateway.Portal.SignIn;

/// <summary>
/// Lets one of the replicas renew a sign-in, and the others take its answer: with rotating refresh tokens a second try would end the session. A marker in Redis
/// says that one has begun; its answer, sealed, takes the marker's place. Without a Redis, or while it is gone, each renews for itself.
/// </summary>
internal sealed class SharedRenewals(SharedRedis redis, SealedRenewals seals, TimeProvider time, ILogger<SharedRenewals> logger)
{
    /// <summary>How long an answer is there for requests that are late.</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromSeconds(30);

    /// <summary>How long one renewal may take. As long stands the marker, so that another replica takes over from one that died.</summary>
    public static readonly TimeSpan LongestRenewal = TimeSpan.FromSeconds(12);

    /// <summary>How long others wait: the longest renewal, and the moment in which one of them takes over. After that their tokens serve on until their end.</summary>
    private static readonly TimeSpan LongestWait = LongestRenewal + TimeSpan.FromSeconds(2);

    private static readonly TimeSpan LongestCommand = TimeSpan.FromSeconds(2);

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    /// <summary>How every marker begins; nothing that is sealed does.</summary>
    private const string UnderWay = "under way ";

    /// <summary>Puts an answer (or, where it is empty, nothing) in the place of the marker, unless another replica has taken over meanwhile.</summary>
    private const string TellScript = """
        local held = redis.call('GET', KEYS[1])
        if held and held ~= ARGV[1] then return 0 end
        if ARGV[2] == '' then return redis.call('DEL', KEYS[1]) end
        redis.call('SET', KEYS[1], ARGV[2], 'PX', ARGV[3])
        return 1
        """;

    /// <summary>The answer to one refresh token, whoever got it.</summary>
    /// <param name="key">Names the refresh token without showing it.</param>
    /// <param name="renew">Asks the issuer, for <see cref="LongestRenewal"/> at most.</param>
    public async Task<TokenRenewal> OnceAsync(string key, Func<Task<TokenRenewal>> renew)
    {
        if (!redis.IsConfigured)
        {
            return await renew();
        }

        RedisKey name = $"{{gateway:renewals}}:{key}";
        RedisValue marker = UnderWay + Guid.NewGuid();
        var isBegun = false;
        for (var began = time.GetTimestamp(); time.GetElapsedTime(began) < LongestWait; await Task.Delay(Pause, time))
        {
            try
            {
                var database = await DatabaseAsync();
                if (await InTimeAsync(database.StringSetAsync(name, marker, LongestRenewal, When.NotExists)))
                {
                    return await RenewAsync(name, key, marker, renew);
                }

                // From here on another replica has the refresh token in use, or had.
                isBegun = true;
                var told = await InTimeAsync(database.StringGetAsync(name));
                if (told.IsNull || ((string)told!).StartsWith(UnderWay, StringComparison.Ordinal))
                {
                    continue;
                }

                if (seals.Open(key, told!) is { } answer)
                {
                    return answer;
                }

                Log.RenewalNotUnderstood(logger);
                return TokenRenewal.Unavailable;
            }
            catch (Exception e) when (SharedRedis.IsOutage(e))
            {
                if (!isBegun)
                {
                    return await RenewAsync(name, key, marker, renew);
                }
            }
        }

        Log.RenewalElsewhere(logger, LongestWait.TotalSeconds);
        return TokenRenewal.Unavailable;
    }

    private async Task<TokenRenewal> RenewAsync(RedisKey name, string key, RedisValue marker, Func<Task<TokenRenewal>> renew)
    {
        var renewal = await renew();
        // The page waits for nobody else.
        _ = TellAsync(name, marker, renewal == TokenRenewal.Unavailable ? RedisValue.EmptyString : seals.Seal(key, renewal, Kept));
        return renewal;
    }

    /// <summary>An issuer that could not be reached is asked again by whoever comes next; every other answer is kept.</summary>
    private async Task TellAsync(RedisKey name, RedisValue marker, RedisValue answer)
    {
        try
        {
            var database = await DatabaseAsync();
            await database.ScriptEvaluateAsync(TellScript, [name], [marker, answer, (long)Kept.TotalMilliseconds], CommandFlags.NoScriptCache);
        }
        catch (Exception e) when (SharedRedis.IsOutage(e))
        {
            // It is good here all the same, and the marker goes by itself.
        }
    }

    private async Task<IDatabase> DatabaseAsync() => (await InTimeAsync(redis.ConnectionAsync())).GetDatabase();

    // By the machine's clock, since it is the network that is waited for.
    private static Task<T> InTimeAsync<T>(Task<T> command) => command.WaitAsync(LongestCommand);
}
