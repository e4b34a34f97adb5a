using System.Net;
using System.Net.Sockets;
using System.Threading.RateLimiting;
using Microsoft.Extensions.Options;

namespace Gateway.Sso;

/// <summary>How often one address may begin a login or ask for a token. Each replica counts for itself; an address that is silent costs nothing.</summary>
internal sealed class SsoLimits(IOptions<SsoOptions> options) : IDisposable
{
    private static readonly IPAddress Nowhere = IPAddress.None;

    private const int SignInsPerMinute = 600;

    private readonly PartitionedRateLimiter<IPAddress> signIns = PerMinute(SignInsPerMinute);
    private readonly PartitionedRateLimiter<IPAddress> logins = PerMinute(options.Value.LoginsPerMinute);
    private readonly PartitionedRateLimiter<IPAddress> tokens = PerMinute(options.Value.TokensPerMinute);

    /// <summary>Whether a person may be sent to the issuer by the portal: an office behind one address signs in at nine.</summary>
    public bool MaySignIn(HttpContext context) => Take(signIns, context);

    public bool MayBeginLogin(HttpContext context) => Take(logins, context);

    public bool MayAskForToken(HttpContext context) => Take(tokens, context);

    public void Dispose()
    {
        signIns.Dispose();
        logins.Dispose();
        tokens.Dispose();
    }

    private static bool Take(PartitionedRateLimiter<IPAddress> limiter, HttpContext context)
    {
        using var lease = limiter.AttemptAcquire(Network(context.Connection.RemoteIpAddress));
        return lease.IsAcquired;
    }

    private static PartitionedRateLimiter<IPAddress> PerMinute(int permits) => PartitionedRateLimiter.Create<IPAddress, IPAddress>(
        address => RateLimitPartition.GetSlidingWindowLimiter(address, _ => new SlidingWindowRateLimiterOptions
        {
            PermitLimit = permits,
            Window = TimeSpan.FromMinutes(1),
            SegmentsPerWindow = 6,
        }));

    // One host usually has a whole /64 of IPv6 to itself.
    private static IPAddress Network(IPAddress? address)
    {
        if (address is null || address.AddressFamily != AddressFamily.InterNetworkV6 || address.IsIPv4MappedToIPv6)
        {
            return address?.MapToIPv4() ?? Nowhere;
        }

        var bytes = address.GetAddressBytes();
        bytes.AsSpan(8).Clear();
        return new IPAddress(bytes);
    }
}
