using Gateway.Hosting;
using Microsoft.Extensions.Options;

namespace Gateway.Issuing;

/// <summary>The URL by which people know the gateway.</summary>
internal sealed class GatewayAddress(IOptions<GatewayOptions> options)
{
    /// <summary><c>https</c> at <c>Gateway:Domain</c> where that is set and the request came by another name; else scheme and host of the request. Without a slash at the end.</summary>
    public string Of(HttpRequest request) =>
        options.Value.Domain is { Length: > 0 } domain && !request.Host.Host.TrimEnd('.').Equals(domain, StringComparison.OrdinalIgnoreCase) ? $"https://{domain}" : $"{request.Scheme}://{request.Host.ToUriComponent()}";
}
