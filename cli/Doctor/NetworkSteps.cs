using System.Net;
using System.Net.Sockets;
using System.Runtime.CompilerServices;

namespace Gateway.Cli.Doctor;

/// <summary>DNS, TCP and TLS to the gateway.</summary>
internal sealed class NetworkSteps(Uri gateway)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    public async IAsyncEnumerable<Finding> RunAsync(TimeProvider time, [EnumeratorCancellation] CancellationToken cancellation)
    {
        if (HttpClient.DefaultProxy.GetProxy(gateway) is { } proxy && !HttpClient.DefaultProxy.IsBypassed(gateway))
        {
            // Without the user and the password that a proxy's address may hold.
            yield return new Finding("network", FindingState.Good, $"calls go through the proxy {proxy.GetComponents(UriComponents.SchemeAndServer, UriFormat.UriEscaped)}");
            yield break;
        }

        using var patience = new CancellationTokenSource(Patience, time);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation, patience.Token);
        var (addresses, dns) = await ResolveAsync(limit.Token);
        cancellation.ThrowIfCancellationRequested();
        yield return dns;
        if (addresses.Length == 0)
        {
            yield break;
        }

        using var socket = new TcpClient();
        var tcp = await ConnectAsync(socket, addresses, limit.Token);
        cancellation.ThrowIfCancellationRequested();
        yield return tcp;
        if (tcp.State is FindingState.Good && gateway.Scheme == "https")
        {
            var tls = await new TlsStep(gateway.IdnHost).RunAsync(socket.GetStream(), time, limit.Token);
            cancellation.ThrowIfCancellationRequested();
            yield return tls;
        }
    }

    private async Task<(IPAddress[] Addresses, Finding Finding)> ResolveAsync(CancellationToken cancellation)
    {
        try
        {
            var addresses = await Dns.GetHostAddressesAsync(gateway.IdnHost, cancellation);
            return (addresses, new Finding("dns", FindingState.Good, $"{gateway.IdnHost} is {string.Join(", ", addresses.Select(a => a.ToString()))}"));
        }
        catch (Exception e) when (e is SocketException or OperationCanceledException)
        {
            return ([], new Finding("dns", FindingState.Bad, $"{gateway.IdnHost} has no address: {ReasonOf(e)}", "Is the name right? Is a VPN needed?"));
        }
    }

    private async Task<Finding> ConnectAsync(TcpClient socket, IPAddress[] addresses, CancellationToken cancellation)
    {
        try
        {
            await socket.ConnectAsync(addresses, gateway.Port, cancellation);
            return new Finding("connection", FindingState.Good, $"port {gateway.Port} is open");
        }
        catch (Exception e) when (e is SocketException or OperationCanceledException)
        {
            return new Finding("connection", FindingState.Bad, $"Port {gateway.Port} cannot be reached: {ReasonOf(e)}", "Is the gateway running? Is a firewall or VPN in the way?");
        }
    }

    /// <summary>What ended a step, in words that say more than that it was canceled.</summary>
    public static string ReasonOf(Exception e) =>
        e is OperationCanceledException ? $"no answer within {Patience.TotalSeconds:0} seconds" : (e.InnerException ?? e).Message;
}
