namespace Gateway.Forwarding.Upstream;

/// <summary>
/// Keeps an object that a browser opens from acting as the portal, whose origin it shares: a presigned link to a page that someone stored would otherwise run its
/// script with the portal's cookies. Programs send none of what tells a browser, and their answers stay as AWS gave them.
/// </summary>
/// <remarks>https://www.w3.org/TR/CSP3/#directive-sandbox, https://www.w3.org/TR/fetch-metadata/, https://fetch.spec.whatwg.org/#concept-header-extract-mime-type</remarks>
internal static class BrowserConfinement
{
    /// <summary>Gives an answer that a browser may show an origin of its own, and lets it set no cookie.</summary>
    public static void Apply(HttpContext context)
    {
        if (!IsBrowser(context.Request))
        {
            return;
        }

        var headers = context.Response.Headers;
        headers.XContentTypeOptions = "nosniff";
        headers.Remove("Set-Cookie");
        // Browsers show no PDF in a sandbox, and one has no access to the page's origin. Nothing but the bare type is taken for one: browsers read on behind a
        // comma, and show "application/pdf;, text/html" as a page.
        if (context.Response.ContentType?.Equals("application/pdf", StringComparison.OrdinalIgnoreCase) != true)
        {
            headers.Append("Content-Security-Policy", "sandbox");
        }
    }

    // What is shown comes by a navigation, a frame or an object: all name text/html, or say what the answer is for.
    private static bool IsBrowser(HttpRequest request)
    {
        foreach (var value in request.Headers.Accept)
        {
            if (value?.Contains("text/html", StringComparison.OrdinalIgnoreCase) == true)
            {
                return true;
            }
        }

        return request.Headers.ContainsKey("Sec-Fetch-Dest");
    }
}
