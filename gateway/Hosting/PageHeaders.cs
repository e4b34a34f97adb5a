namespace Gateway.Hosting;

/// <summary>The headers that every page has, whoever made it.</summary>
internal static class PageHeaders
{
    /// <summary>Puts them on an answer.</summary>
    /// <param name="context">The request.</param>
    /// <param name="contentSecurityPolicy">What the page may load and do.</param>
    /// <param name="referrerPolicy">What it tells other pages of its address.</param>
    public static void Add(HttpContext context, string contentSecurityPolicy, string referrerPolicy)
    {
        var headers = context.Response.Headers;
        headers.CacheControl = "no-store";
        headers.ContentSecurityPolicy = contentSecurityPolicy;
        headers.XContentTypeOptions = "nosniff";
        headers.XFrameOptions = "DENY";
        headers["Referrer-Policy"] = referrerPolicy;
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        StrictTransport.Demand(context);
    }
}
