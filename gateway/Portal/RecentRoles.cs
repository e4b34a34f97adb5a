namespace Gateway.Portal;

/// <summary>The roles that were used last in this browser: a cookie that holds role ids and nothing else.</summary>
internal static class RecentRoles
{
    private const string CookieName = "gateway-recent";
    private const int Kept = 8;
    private const char Separator = '!';

    private static readonly TimeSpan Remembered = TimeSpan.FromDays(90);

    /// <summary>Ids, last used first. Whatever stands there was sent by the client: only ids that the policy gives count.</summary>
    public static IReadOnlyList<string> Read(HttpContext context) =>
        context.Request.Cookies[HostName(context)] is { Length: > 0 and < 4096 } value
            ? [.. value.Split(Separator).Take(Kept).Select(Uri.UnescapeDataString)]
            : [];

    public static void Add(HttpContext context, string role)
    {
        var roles = Read(context).Where(id => id != role).Prepend(role).Take(Kept).Select(Uri.EscapeDataString).ToList();
        while (roles.Sum(id => id.Length + 1) > 3000)
        {
            roles.RemoveAt(roles.Count - 1);
        }

        context.Response.Cookies.Append(HostName(context), string.Join(Separator, roles), new CookieOptions
        {
            HttpOnly = true,
            Secure = context.Request.IsHttps,
            SameSite = SameSiteMode.Lax,
            Path = "/",
            MaxAge = Remembered,
            IsEssential = true,
        });
    }

    private static string HostName(HttpContext context) => SignIn.HostCookieManager.NameFor(context, CookieName);
}
