using System.Net;
using Gateway.Hosting;
using Gateway.Portal.Pages;

namespace Gateway.Portal;

/// <summary>
/// Puts the security headers on every answer of the portal, and refuses plain http beyond loopback: over it, cookies and keys would be anyone's.
/// </summary>
internal sealed class PortalHeaders : IEndpointFilter
{
    /// <summary>Nothing but our own style and script, no inline code, no frame, no form that leads elsewhere; scripts may write no markup.</summary>
    public const string ContentSecurityPolicy =
        "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; "
        + "frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'";

    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        Add(http);
        if (http.Request.IsHttps || IsLoopback(http.Request.Host.Host))
        {
            return await next(context);
        }

        const string message = "Over plain http the portal works on this machine's own addresses alone. If a proxy in front of the gateway speaks https, whoever runs the gateway "
            + "has to name the proxy in Gateway:TrustedProxies, so that its X-Forwarded-Proto is believed.";
        PortalRecord.Refuse(http, "plain-http", message);
        return PortalPage.Message(http, StatusCodes.Status400BadRequest, "Open this page by https", message);
    }

    public static void Add(HttpContext http)
    {
        PageHeaders.Add(http, ContentSecurityPolicy, "no-referrer");
        var headers = http.Response.Headers;
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=(), payment=(), usb=(), clipboard-read=(), clipboard-write=(self)";
    }

    private static bool IsLoopback(string host) =>
        host.Equals("localhost", StringComparison.OrdinalIgnoreCase) || (IPAddress.TryParse(host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address));
}
