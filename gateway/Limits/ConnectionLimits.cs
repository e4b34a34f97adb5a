using Gateway.Management;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.Options;

namespace Gateway.Limits;

/// <summary>
/// Bounds the connections that are open at one time. Those of the management port are counted apart, so that probes and operators get through
/// while the public addresses are full: Kestrel's own limit knows no ports. Neither takes so many of the files that the process may have open
/// that too few are left to reach AWS.
/// </summary>
internal sealed class ConnectionLimits(IOptions<LimitOptions> options, ManagementListener management, ILogger<ConnectionLimits> logger)
{
    private readonly OpenConnections ofPublic = new(AtMost(options.Value.Connections, OpenFiles.ForConnections() / 2));
    private readonly OpenConnections ofManagement = new(AtMost(options.Value.Connections, OpenFiles.ForConnections() / 8));

    /// <summary>Serves the connection, or closes it where as many are open as may be.</summary>
    public async Task ServeAsync<T>(T connection, Func<T, Task> next)
        where T : BaseConnectionContext
    {
        var open = management.Owns(connection.LocalEndPoint) ? ofManagement : ofPublic;
        if (!open.TryEnter(out var isFirstRefused))
        {
            if (isFirstRefused)
            {
                Log.ConnectionsFull(logger, open.Most, connection.LocalEndPoint);
            }

            await connection.DisposeAsync();
            return;
        }

        try
        {
            await next(connection);
        }
        finally
        {
            open.Leave();
        }
    }

    private static int AtMost(int limit, int? files) => (limit, files) switch
    {
        (_, null) => limit,
        (0, { } most) => most,
        (_, { } most) => Math.Min(limit, most),
    };
}
