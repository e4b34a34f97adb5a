using System.Net;
using System.Text.RegularExpressions;
using Gateway.Tests.Hosting;

namespace Gateway.Tests.Portal;

/// <summary>A browser without script: keeps cookies, follows redirects on this machine, and posts the forms that pages hold.</summary>
internal sealed partial class PortalBrowser : IDisposable
{
    private const int MostRedirects = 8;

    private readonly HttpClient http;

    public PortalBrowser(string gateway)
    {
        Gateway = new Uri(gateway);
        http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, CookieContainer = Cookies });
        http.DefaultRequestHeaders.Add("Accept", "text/html,application/xhtml+xml,*/*;q=0.8");
    }

    public Uri Gateway { get; }

    public CookieContainer Cookies { get; } = new();

    /// <summary>Every address that was asked for or given as a redirect.</summary>
    public List<string> Addresses { get; } = [];

    public string CookieText => string.Join("; ", Cookies.GetAllCookies().Select(cookie => $"{cookie.Name}={cookie.Value}"));

    public static async Task<PortalBrowser> SignedInAsync(TestGateway gateway, string person = "demo")
    {
        gateway.Keycloak.Visitor = person;
        var browser = new PortalBrowser(gateway.Url);
        (await browser.OpenAsync("/")).Dispose();
        return browser;
    }

    /// <summary>Opens a page and follows redirects for as long as they lead to this machine.</summary>
    public async Task<HttpResponseMessage> OpenAsync(string path)
    {
        var answer = await StepAsync(new Uri(Gateway, path));
        for (var i = 0; i < MostRedirects && Next(answer) is { IsLoopback: true } next; i++)
        {
            answer.Dispose();
            answer = await StepAsync(next);
        }

        return answer;
    }

    /// <summary>Opens one address and follows nothing.</summary>
    public async Task<HttpResponseMessage> StepAsync(Uri address)
    {
        Addresses.Add(address.AbsoluteUri);
        var answer = await http.GetAsync(address);
        if (answer.Headers.Location is { } location)
        {
            Addresses.Add(location.ToString());
        }

        return answer;
    }

    /// <summary>Asks for no more than the head of an address, and follows nothing.</summary>
    public async Task<HttpResponseMessage> HeadAsync(string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Head, new Uri(Gateway, path));
        return await http.SendAsync(request);
    }

    /// <summary>Goes as far as the issuer's answer to a sign-in, and gives the address that would complete it.</summary>
    public async Task<Uri> UpToCallbackAsync(string path = "/")
    {
        using var sent = await StepAsync(new Uri(Gateway, path));
        using var back = await StepAsync(sent.Headers.Location!);
        return back.Headers.Location!;
    }

    /// <summary>Posts a form with the anti-forgery token of the home page.</summary>
    public async Task<HttpResponseMessage> PostAsync(string path, params (string Name, string Value)[] fields)
    {
        using var page = await OpenAsync("/");
        var token = TokenField().Match(await page.Content.ReadAsStringAsync());
        return await PostBareAsync(path, [.. fields, (token.Groups["name"].Value, token.Groups["value"].Value)]);
    }

    public async Task<HttpResponseMessage> PostBareAsync(string path, params (string Name, string Value)[] fields)
    {
        using var form = new FormUrlEncodedContent(fields.Where(field => field.Name.Length > 0).Select(field => KeyValuePair.Create(field.Name, field.Value)));
        return await http.PostAsync(new Uri(Gateway, path), form);
    }

    public void Dispose() => http.Dispose();

    private static Uri? Next(HttpResponseMessage answer) =>
        (int)answer.StatusCode is >= 300 and < 400 && answer.Headers.Location is { } location ? new Uri(answer.RequestMessage!.RequestUri!, location) : null;

    [GeneratedRegex("name=\"(?<name>__[^\"]+)\" value=\"(?<value>[^\"]+)\"", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex TokenField();
}
