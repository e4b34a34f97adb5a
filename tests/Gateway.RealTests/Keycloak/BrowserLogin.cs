using System.Buffers.Text;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using System.Web;
using Shouldly;

namespace Gateway.RealTests.Keycloak;

/// <summary>
/// The authorization code flow with PKCE as a browser on this machine goes through it. Cookies are kept by hand: Keycloak marks them
/// Secure, browsers still send those to loopback over http, and .NET's cookie container does not.
/// </summary>
internal sealed partial class BrowserLogin(KeycloakRealm realm) : IDisposable
{
    private const string RedirectUri = "http://127.0.0.1:49152/callback";

    private readonly HttpClient _http = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false });
    private readonly Dictionary<string, string> _cookies = new(StringComparer.Ordinal);

    public async Task<TokenSet> LogInAsync(string user)
    {
        var verifier = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));
        var form = await LoginFormAsync(verifier);
        using var credentials = new FormUrlEncodedContent(new Dictionary<string, string> { ["username"] = user, ["password"] = user });
        using var answer = await SendAsync(HttpMethod.Post, form, credentials);
        answer.StatusCode.ShouldBe(HttpStatusCode.Redirect, await answer.Content.ReadAsStringAsync());
        var code = HttpUtility.ParseQueryString(answer.Headers.Location!.Query)["code"].ShouldNotBeNull();
        return await realm.TokensAsync(new()
        {
            ["grant_type"] = "authorization_code",
            ["client_id"] = "stsgw",
            ["code"] = code,
            ["code_verifier"] = verifier,
            ["redirect_uri"] = RedirectUri,
        });
    }

    public void Dispose() => _http.Dispose();

    private async Task<Uri> LoginFormAsync(string verifier)
    {
        var challenge = Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(verifier)));
        var address = $"{realm.Endpoint("auth")}?response_type=code&client_id=stsgw&scope=openid&code_challenge_method=S256"
            + $"&code_challenge={challenge}&redirect_uri={Uri.EscapeDataString(RedirectUri)}";
        using var page = await SendAsync(HttpMethod.Get, new Uri(address), content: null);
        var html = await page.Content.ReadAsStringAsync();
        page.StatusCode.ShouldBe(HttpStatusCode.OK, html);
        return new Uri(WebUtility.HtmlDecode(FormAction().Match(html).Groups["action"].Value));
    }

    private async Task<HttpResponseMessage> SendAsync(HttpMethod method, Uri address, HttpContent? content)
    {
        using var request = new HttpRequestMessage(method, address) { Content = content };
        request.Headers.TryAddWithoutValidation("Cookie", string.Join("; ", _cookies.Select(cookie => $"{cookie.Key}={cookie.Value}")));
        var answer = await _http.SendAsync(request);
        foreach (var cookie in answer.Headers.TryGetValues("Set-Cookie", out var set) ? set : [])
        {
            var pair = cookie.Split(';')[0].Split('=', 2);
            _cookies[pair[0]] = pair[1];
        }

        return answer;
    }

    [GeneratedRegex("<form[^>]*\\saction=\"(?<action>[^\"]+)\"", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex FormAction();
}
