using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Runtime.CompilerServices;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;

namespace Gateway.Cli.Doctor;

/// <summary>DNS, TCP and TLS to the gateway.</summary>
internal sealed class NetworkSteps(Uri gateway)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Soon = TimeSpan.FromDays(14);

    public async IAsyncEnumerable<Finding> RunAsync(TimeProvider time, [EnumeratorCancellation] CancellationToken cancellation)
    {
        if (HttpClient.DefaultProxy.GetProxy(gateway) is { } proxy && !HttpClient.DefaultProxy.IsBypassed(gateway))
        {
            yield return new Finding("network", FindingState.Good, $"calls go through the proxy {proxy.GetLeftPart(UriPartial.Authority)}");
            yield break;
        }

        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(Patience);
        var (addresses, dns) = await ResolveAsync(limit.Token);
        yield return dns;
        if (addresses.Length == 0)
        {
            yield break;
        }

        using var socket = new TcpClient();
        var tcp = await ConnectAsync(socket, addresses, limit.Token);
        yield return tcp;
        if (tcp.State is FindingState.Good && gateway.Scheme == "https")
        {
            yield return await HandshakeAsync(socket, time, limit.Token);
        }
    }

    private async Task<(IPAddress[] Addresses, Finding Finding)> ResolveAsync(CancellationToken cancellation)
    {
        try
        {
            var addresses = await Dns.GetHostAddressesAsync(gateway.DnsSafeHost, cancellation);
            return (addresses, new Finding("dns", FindingState.Good, $"{gateway.DnsSafeHost} is {string.Join(", ", addresses.Select(a => a.ToString()))}"));
        }
        catch (Exception e) when (e is SocketException or OperationCanceledException)
        {
            return ([], new Finding("dns", FindingState.Bad, $"{gateway.DnsSafeHost} has no address: {e.Message}", "Is the name right? Is a VPN needed?"));
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
            return new Finding("connection", FindingState.Bad, $"Port {gateway.Port} cannot be reached: {e.Message}", "Is the gateway running? Is a firewall or VPN in the way?");
        }
    }

    private async Task<Finding> HandshakeAsync(TcpClient socket, TimeProvider time, CancellationToken cancellation)
    {
        try
        {
            await using var tls = new SslStream(socket.GetStream());
            await tls.AuthenticateAsClientAsync(new SslClientAuthenticationOptions { TargetHost = gateway.DnsSafeHost }, cancellation);
            using var certificate = new X509Certificate2(tls.RemoteCertificate!);
            var ends = new DateTimeOffset(certificate.NotAfter.ToUniversalTime(), TimeSpan.Zero);
            return ends - time.GetUtcNow() < Soon
                ? new Finding("tls", FindingState.Warning, $"The certificate ends at {ends:u}.", "Tell those who run the gateway.")
                : new Finding("tls", FindingState.Good, $"{tls.SslProtocol}, certificate until {ends:u}");
        }
        catch (Exception e) when (e is AuthenticationException or IOException or OperationCanceledException)
        {
            return new Finding("tls", FindingState.Bad, $"TLS fails: {e.InnerException?.Message ?? e.Message}", "For a private authority, set SSL_CERT_FILE to its certificate.");
        }
    }
}
