using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.Options;

namespace Gateway.Limits;

/// <summary>Gives the server its limits, and the host its patience.</summary>
internal sealed class ServerLimits(IOptions<LimitOptions> options) : IConfigureOptions<KestrelServerOptions>, IConfigureOptions<SocketTransportOptions>, IConfigureOptions<HostOptions>
{
    /// <summary>
    /// Bytes that a connection may send ahead of what is read of it: a client that sends requests and takes no answers needs no token for that. The server's own
    /// 1 MiB was memory for a thousand such connections.
    /// </summary>
    private const int ReadAhead = 64 * 1024;

    /// <summary>The same of all streams of an HTTP/2 connection, which its client is told: what fits a round trip bounds how fast it sends.</summary>
    private const int Http2ReadAhead = 256 * 1024;

    public void Configure(KestrelServerOptions kestrel)
    {
        if (Usable() is not { } limits)
        {
            return;
        }

        var rate = limits.SlowestClient == 0 ? null : new MinDataRate(limits.SlowestClient, limits.SlowGrace);
        kestrel.Limits.MaxRequestHeaderCount = limits.HeaderCount;
        kestrel.Limits.MaxRequestHeadersTotalSize = limits.HeaderBytes;
        kestrel.Limits.RequestHeadersTimeout = limits.HeaderTimeout;
        kestrel.Limits.KeepAliveTimeout = limits.KeepAlive;
        kestrel.Limits.MinRequestBodyDataRate = rate;
        kestrel.Limits.MinResponseDataRate = rate;
        kestrel.Limits.Http2.MaxStreamsPerConnection = limits.StreamsPerConnection;
        kestrel.Limits.Http2.InitialConnectionWindowSize = Http2ReadAhead;
        kestrel.Limits.Http2.InitialStreamWindowSize = Http2ReadAhead;
        // Behind TLS; not less than the headers of one request.
        kestrel.Limits.MaxRequestBufferSize = Math.Max(ReadAhead, limits.HeaderBytes);
        kestrel.ConfigureEndpointDefaults(LimitConnections);
    }

    public void Configure(SocketTransportOptions sockets) => sockets.MaxReadBufferSize = ReadAhead;

    public void Configure(HostOptions host)
    {
        if (Usable() is { } limits)
        {
            host.ShutdownTimeout = limits.DrainDelay + limits.Drain;
        }
    }

    /// <summary>Comes before TLS, whose handshake costs most; asked for with each connection, since what knows the ports needs the server itself.</summary>
    private static void LimitConnections(ListenOptions listen)
    {
        ConnectionLimits Limits() => listen.ApplicationServices.GetRequiredService<ConnectionLimits>();
        listen.Use(next => connection => Limits().ServeAsync(connection, next.Invoke));
        ((IMultiplexedConnectionBuilder)listen).Use(next => connection => Limits().ServeAsync(connection, next.Invoke));
    }

    /// <summary>The options; null where they are wrong, which is told at start, with everything else that is.</summary>
    private LimitOptions? Usable()
    {
        try
        {
            return options.Value;
        }
        catch (OptionsValidationException)
        {
            return null;
        }
    }
}
