namespace Gateway.Hosting;

/// <summary>
/// Names callers of IPv4 by their own addresses: to a socket that takes IPv6 as well, as the image's does, they come as <c>::ffff:203.0.113.5</c>, which no one knows
/// them by who reads the audit record or is asked whether a login is theirs.
/// </summary>
internal static class PlainAddresses
{
    public static void UsePlainAddresses(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        if (context.Connection.RemoteIpAddress is { IsIPv4MappedToIPv6: true } mapped)
        {
            context.Connection.RemoteIpAddress = mapped.MapToIPv4();
        }

        return next(context);
    });
}
