using Microsoft.AspNetCore.Authentication.Cookies;

namespace Gateway.Portal.SignIn;

/// <summary>
/// Names the cookie <c>__Host-…</c> over https, so that no other host and no plain connection can set it (RFC 6265bis section 4.1.3.2). Over plain http,
/// which the portal serves on loopback alone, browsers would refuse that name. Values over 4 KB are cut into chunks.
/// </summary>
internal sealed class HostCookieManager : ICookieManager
{
    private readonly ChunkingCookieManager chunks = new() { ThrowForPartialCookies = false };

    public string? GetRequestCookie(HttpContext context, string key) => chunks.GetRequestCookie(context, NameFor(context, key));

    public void AppendResponseCookie(HttpContext context, string key, string? value, CookieOptions options) =>
        chunks.AppendResponseCookie(context, NameFor(context, key), value, options);

    public void DeleteCookie(HttpContext context, string key, CookieOptions options) => chunks.DeleteCookie(context, NameFor(context, key), options);

    public static string NameFor(HttpContext context, string name) => context.Request.IsHttps ? "__Host-" + name : name;
}
