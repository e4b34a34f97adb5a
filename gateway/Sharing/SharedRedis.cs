using Microsoft.Extensions.Options;
using StackExchange.Redis;

namespace Gateway.Sharing;

/// <summary>The connection to the Redis that replicas share: one for all that is shared, made when it is first asked for, and tried until it works.</summary>
internal sealed class SharedRedis(IOptions<SharingOptions> options) : IAsyncDisposable
{
    // No Lazy: its type would load Redis' library, 2 MiB, where none is configured.
    private readonly Lock connecting = new();
    private Task<ConnectionMultiplexer>? connection;

    public bool IsConfigured => options.Value.IsShared;

    /// <summary>Only where it is configured. While Redis is out of reach the commands fail, and not this.</summary>
    public async Task<IConnectionMultiplexer> ConnectionAsync()
    {
        lock (connecting)
        {
            connection ??= ConnectAsync(options.Value.Redis!);
        }

        return await connection;
    }

    /// <summary>Whether a command failed for want of a Redis that answers.</summary>
    public static bool IsOutage(Exception e) => e is RedisException or RedisCommandException or TimeoutException or ObjectDisposedException;

    public async ValueTask DisposeAsync()
    {
        if (connection is not null)
        {
            await (await connection).DisposeAsync();
        }
    }

    private static Task<ConnectionMultiplexer> ConnectAsync(string redis)
    {
        var configuration = ConfigurationOptions.Parse(redis);
        // What cannot be done now fails at once: whoever asks has a way on.
        configuration.AbortOnConnectFail = false;
        configuration.BacklogPolicy = BacklogPolicy.FailFast;
        configuration.ReconnectRetryPolicy = new LinearRetry(500);
        return ConnectionMultiplexer.ConnectAsync(configuration);
    }
}
