namespace Gateway.Hosting;

/// <summary>HTTP Strict Transport Security, on every page that a browser gets.</summary>
/// <remarks>https://www.rfc-editor.org/rfc/rfc6797</remarks>
internal static class StrictTransport
{
    /// <summary>Has a browser that came by https come by nothing else for a year.</summary>
    public static void Demand(HttpContext context)
    {
        if (context.Request.IsHttps)
        {
            context.Response.Headers.StrictTransportSecurity = "max-age=31536000";
        }
    }
}
