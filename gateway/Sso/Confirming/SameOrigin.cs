using Microsoft.Extensions.Primitives;

namespace Gateway.Sso.Confirming;

/// <summary>
/// Tells a form of our own page from one that another site made a browser post (OWASP: verifying origin). Nothing but the person's look at
/// our page is protected here, so no cookie is needed: every browser sends Origin with a form.
/// </summary>
internal static class SameOrigin
{
    public static bool Of(HttpRequest request)
    {
        if (request.Headers["Sec-Fetch-Site"] is [{ } site])
        {
            return site == "same-origin";
        }

        // Without the header it is no browser, so nobody can be tricked. A proxy may end TLS, so the scheme is no matter.
        return StringValues.IsNullOrEmpty(request.Headers.Origin)
            || (request.Headers.Origin is [{ } origin] && Uri.TryCreate(origin, UriKind.Absolute, out var uri)
                && string.Equals(uri.IsDefaultPort ? uri.Host : uri.Authority, WithoutDefaultPort(request.Host, uri), StringComparison.OrdinalIgnoreCase));
    }

    private static string WithoutDefaultPort(HostString host, Uri origin) =>
        host.Port is { } port && origin.IsDefaultPort && port == origin.Port ? host.Host : host.ToUriComponent();
}
