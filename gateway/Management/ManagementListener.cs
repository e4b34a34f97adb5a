using System.Net;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Options;

namespace Gateway.Management;

/// <summary>Knows which requests came by the management port: by the connection's own port, never by a header.</summary>
internal sealed class ManagementListener(IOptions<ManagementOptions> options, IServer server)
{
    private int? port;

    /// <summary>Whether there is a management port.</summary>
    public bool IsOn => options.Value.Port is not null;

    /// <summary>The management port, once the server has bound it; null where there is none.</summary>
    public int? Port => port ??= options.Value.Port switch
    {
        // Addresses are bound in their order, and this one is the last.
        0 => server.Features.Get<IServerAddressesFeature>()?.Addresses.LastOrDefault() is { } address && BindingAddress.Parse(address).Port is > 0 and var bound ? bound : null,
        var configured => configured,
    };

    public bool Received(HttpContext context) => Port is { } own && context.Connection.LocalPort == own;

    /// <summary>Whether connections to the address are the management port's.</summary>
    public bool Owns(EndPoint? address) => Port is { } own && address is IPEndPoint { Port: var local } && local == own;
}
