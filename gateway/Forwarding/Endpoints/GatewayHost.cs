namespace Gateway.Forwarding.Endpoints;

/// <summary>Reads what a Host header says beyond the gateway's own name.</summary>
internal static class GatewayHost
{
    /// <summary>The host's name without its port, and without the dot of an absolute name (RFC 3986 section 3.2.2), which is the same host.</summary>
    public static string Of(HttpRequest request) => request.Host.Host is [.. var name, '.'] ? name : request.Host.Host;

    /// <summary>
    /// What stands before <paramref name="domain"/> in <paramref name="host"/> (both without port): <c>s3.eu-west-1</c>, <c>data-</c>;
    /// null where the host is the domain itself, or another name altogether.
    /// </summary>
    public static string? Prefix(string host, string domain) =>
        host.Length <= domain.Length + 1 || !host.EndsWith(domain, StringComparison.OrdinalIgnoreCase)
            ? null
            : host[host.Length - domain.Length - 1] switch
            {
                '.' => host[..(host.Length - domain.Length - 1)].ToLowerInvariant(),
                '-' => host[..(host.Length - domain.Length)].ToLowerInvariant(),
                _ => null,
            };
}
