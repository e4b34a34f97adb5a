using System.Security.Cryptography;
using System.Text.Json;
using Gateway.Sharing;
using Microsoft.AspNetCore.DataProtection;
using StackExchange.Redis;

namespace Gateway.Portal.SignIn;

/// <summary>
/// Lets one of the replicas renew a sign-in, and the others take its answer: with rotating refresh tokens a second try would end the session. What Redis
/// holds of it is sealed with the session keys, and for half a minute. Without a Redis, or while it is gone, each renews for itself.
/// </summary>
internal sealed class SharedRenewals(SharedRedis redis, IDataProtectionProvider protection, TimeProvider time, ILogger<SharedRenewals> logger)
{
    /// <summary>How long others wait for the one that renews; then they say that the issuer cannot be reached, and their tokens serve on.</summary>
    private static readonly TimeSpan LongestRenewal = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan LongestCommand = TimeSpan.FromSeconds(2);

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    /// <summary>Stands where an answer is going to be; nothing that is sealed looks like it.</summary>
    private static readonly RedisValue UnderWay = "under way";

    private readonly IDataProtector protector = protection.CreateProtector("portal renewal");

    /// <summary>The answer to one refresh token, whoever got it.</summary>
    /// <param name="key">Names the refresh token without showing it.</param>
    /// <param name="kept">How long the answer is there for requests that are late.</param>
    /// <param name="renew">Asks the issuer.</param>
    public async Task<TokenRenewal> OnceAsync(string key, TimeSpan kept, Func<Task<TokenRenewal>> renew)
    {
        if (!redis.IsConfigured)
        {
            return await renew();
        }

        RedisKey name = $"{{gateway:renewals}}:{key}";
        try
        {
            var database = (await redis.ConnectionAsync().WaitAsync(LongestCommand, time)).GetDatabase();
            for (var began = time.GetTimestamp(); time.GetElapsedTime(began) < LongestRenewal; await Task.Delay(Pause, time))
            {
                if (await InTimeAsync(database.StringSetAsync(name, UnderWay, kept, When.NotExists)))
                {
                    return await TellAsync(database, name, kept, await renew());
                }

                var told = await InTimeAsync(database.StringGetAsync(name));
                if (!told.IsNull && told != UnderWay)
                {
                    // Sealed with other keys it is nothing to us.
                    return Open(told!) ?? await renew();
                }
            }

            Log.RenewalUnavailable(logger, "another replica began to renew it and did not end");
            return TokenRenewal.Unavailable;
        }
        catch (Exception e) when (SharedRedis.IsOutage(e))
        {
            return await renew();
        }
    }

    private async Task<TokenRenewal> TellAsync(IDatabase database, RedisKey name, TimeSpan kept, TokenRenewal renewal)
    {
        try
        {
            // An issuer that could not be reached is asked again by whoever comes next.
            await InTimeAsync(renewal == TokenRenewal.Unavailable
                ? database.KeyDeleteAsync(name)
                : database.StringSetAsync(name, Seal(renewal), kept));
        }
        catch (Exception e) when (SharedRedis.IsOutage(e))
        {
            // It is good here all the same.
        }

        return renewal;
    }

    private byte[] Seal(TokenRenewal renewal) => protector.Protect(JsonSerializer.SerializeToUtf8Bytes(renewal));

    private TokenRenewal? Open(byte[] told)
    {
        try
        {
            return JsonSerializer.Deserialize<TokenRenewal>(protector.Unprotect(told));
        }
        catch (Exception e) when (e is CryptographicException or JsonException)
        {
            return null;
        }
    }

    private Task<T> InTimeAsync<T>(Task<T> command) => command.WaitAsync(LongestCommand, time);
}
