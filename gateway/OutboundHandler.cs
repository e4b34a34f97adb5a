namespace Gateway;

/// <summary>Makes the handlers of the clients by which the gateway speaks for itself: to issuers, and to AWS's sign-in.</summary>
internal static class OutboundHandler
{
    /// <summary>One that follows no redirect, keeps no cookie, and does not tell in whose trace it asks.</summary>
    public static SocketsHttpHandler Create() => new()
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        ActivityHeadersPropagator = null,
        // A host may move, and not every client's handler is replaced from time to time.
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
    };
}
