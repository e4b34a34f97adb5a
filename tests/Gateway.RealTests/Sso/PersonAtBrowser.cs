using Shouldly;

namespace Gateway.RealTests.Sso;

/// <summary>
/// A person who follows the link that the terminal shows: confirms, signs in, consents. Cookies are kept by hand: Keycloak marks them Secure,
/// browsers still send those to loopback over http, and .NET's cookie container does not.
/// </summary>
internal sealed class PersonAtBrowser : IDisposable
{
    private readonly HttpClient _http = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { Timeout = TimeSpan.FromSeconds(60) };
    private readonly Dictionary<(string Host, string Name), string> _cookies = [];

    /// <summary>Goes through everything between the link and the end; what pages it saw comes back.</summary>
    public async Task<IReadOnlyList<Page>> SignInAsync(Uri link, string user)
    {
        var pages = new List<Page> { await FollowAsync(HttpMethod.Get, link, content: null) };
        while (pages[^1] is var page && (page.Offers("request") || page.Offers("password") || page.Offers("accept")))
        {
            pages.Count.ShouldBeLessThan(6, page.Html);
            var fields = page.HiddenFields();
            if (page.Offers("password"))
            {
                (fields["username"], fields["password"]) = (user, user);
            }
            else if (page.Offers("accept"))
            {
                fields["accept"] = "Yes";
            }

            using var form = new FormUrlEncodedContent(fields);
            pages.Add(await FollowAsync(HttpMethod.Post, page.FormAction(), form));
        }

        return pages;
    }

    public void Dispose() => _http.Dispose();

    private async Task<Page> FollowAsync(HttpMethod method, Uri address, HttpContent? content)
    {
        for (var hop = 0; hop < 10; hop++)
        {
            using var request = new HttpRequestMessage(method, address) { Content = content };
            request.Headers.TryAddWithoutValidation(
                "Cookie", string.Join("; ", _cookies.Where(cookie => cookie.Key.Host == address.Authority).Select(cookie => $"{cookie.Key.Name}={cookie.Value}")));
            using var answer = await _http.SendAsync(request);
            foreach (var cookie in answer.Headers.TryGetValues("Set-Cookie", out var set) ? set : [])
            {
                var pair = cookie.Split(';')[0].Split('=', 2);
                _cookies[(address.Authority, pair[0])] = pair[1];
            }

            if (answer.Headers.Location is not { } location)
            {
                var html = await answer.Content.ReadAsStringAsync();
                answer.IsSuccessStatusCode.ShouldBeTrue($"{(int)answer.StatusCode} {address}\n{html}");
                return new Page(address, html);
            }

            (method, address, content) = (HttpMethod.Get, new Uri(address, location), null);
        }

        throw new InvalidOperationException($"Too many redirects, the last to {address}.");
    }
}
