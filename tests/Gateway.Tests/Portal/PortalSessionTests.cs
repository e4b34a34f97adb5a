using System.Net;
using Gateway.Sandbox.Keycloak;
using Gateway.Tests.Hosting;
using Microsoft.Extensions.Time.Testing;
using Shouldly;
using Xunit;

namespace Gateway.Tests.Portal;

public sealed class PortalSessionTests
{
    // Begins now: the browser's cookies expire by the machine's clock, so a fixed date would let them die once that day has come.
    private readonly FakeTimeProvider time = new(TimeProvider.System.GetUtcNow());

    [Fact]
    public async Task Requests_that_come_together_renew_once()
    {
        await using var gateway = await PortalGateway.StartAsync(time: time);
        using var browser = await PortalBrowser.SignedInAsync(gateway);
        time.Advance(TimeSpan.FromMinutes(4.5));

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => browser.StepAsync(browser.Gateway)));

        answers.ShouldAllBe(answer => answer.StatusCode == HttpStatusCode.OK);
        gateway.Keycloak.RefreshRequests.ShouldBe(1);
    }

    [Fact]
    public async Task A_renewed_sign_in_goes_on_after_its_first_token_has_expired()
    {
        await using var gateway = await PortalGateway.StartAsync(time: time);
        using var browser = await PortalBrowser.SignedInAsync(gateway);
        time.Advance(TimeSpan.FromMinutes(4.5));
        (await browser.StepAsync(browser.Gateway)).Dispose();
        time.Advance(TimeSpan.FromMinutes(2));

        using var answer = await browser.StepAsync(browser.Gateway);

        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        gateway.Keycloak.RefreshRequests.ShouldBe(1);
    }

    [Fact]
    public async Task A_session_that_ended_at_the_issuer_ends_here_at_its_next_renewal()
    {
        await using var gateway = await PortalGateway.StartAsync(time: time);
        using var browser = await PortalBrowser.SignedInAsync(gateway);
        gateway.Keycloak.EndSessions();
        time.Advance(TimeSpan.FromMinutes(4.5));

        using var answer = await browser.PostBareAsync("/credentials", ("role", "orders-reader"), ("mode", "forward"));

        answer.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await answer.CodeAsync()).ShouldBe("session-ended");
        browser.CookieText.ShouldNotContain("gateway-portal");
    }

    [Fact]
    public async Task A_renewal_that_brings_the_token_of_another_person_ends_the_sign_in()
    {
        await using var gateway = await PortalGateway.StartAsync(time: time);
        using var browser = await PortalBrowser.SignedInAsync(gateway);
        gateway.Keycloak.Faults.Lie = KeycloakLie.AccessTokenIsOfAnother;
        time.Advance(TimeSpan.FromMinutes(4.5));

        using var answer = await browser.PostBareAsync("/credentials", ("role", "orders-reader"), ("mode", "forward"));

        (await answer.CodeAsync()).ShouldBe("session-ended");
        browser.CookieText.ShouldNotContain("gateway-portal");
    }

    [Fact]
    public async Task While_the_issuer_is_down_a_token_serves_on_until_its_end()
    {
        await using var gateway = await PortalGateway.StartAsync(time: time);
        using var browser = await PortalBrowser.SignedInAsync(gateway);
        gateway.Keycloak.Faults.Down();
        time.Advance(TimeSpan.FromMinutes(4.5));
        using var served = await browser.StepAsync(browser.Gateway);
        time.Advance(TimeSpan.FromMinutes(2));

        using var refused = await browser.StepAsync(browser.Gateway);

        served.StatusCode.ShouldBe(HttpStatusCode.OK);
        refused.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        browser.CookieText.ShouldContain("gateway-portal");
    }

    [Fact]
    public async Task A_back_channel_logout_ends_the_sign_in_at_once()
    {
        await using var gateway = await PortalGateway.StartAsync();
        using var browser = await PortalBrowser.SignedInAsync(gateway);
        var session = (await gateway.Audit.NextAsync()).Identity!.SessionId!;
        using var form = new FormUrlEncodedContent([new("logout_token", gateway.Keycloak.MintLogoutToken("demo", session))]);
        (await gateway.Client.PostAsync(new Uri("/signout-backchannel", UriKind.Relative), form)).EnsureSuccessStatusCode();

        using var answer = await browser.StepAsync(browser.Gateway);

        answer.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await answer.Content.ReadAsStringAsync()).ShouldContain("Your session was ended");
    }

    [Theory]
    [InlineData(0, HttpStatusCode.OK)]
    [InlineData(1, HttpStatusCode.Redirect)]
    public async Task A_replica_opens_a_sign_in_only_with_the_same_keys(byte key, HttpStatusCode status)
    {
        await using var first = await PortalGateway.StartAsync();
        await using var second = await PortalGateway.StartAsync(settings:
        [
            ("Gateway:Issuers:0:Authority", first.Keycloak.Issuer), ("Gateway:Sessions:Keys:0", Convert.ToBase64String(Enumerable.Repeat(key, 32).ToArray())),
        ]);
        using var browser = await PortalBrowser.SignedInAsync(first);

        using var answer = await browser.StepAsync(new Uri(second.Url));

        answer.StatusCode.ShouldBe(status);
    }

    [Fact]
    public async Task A_sign_in_that_one_replica_began_is_completed_by_another()
    {
        await using var first = await PortalGateway.StartAsync();
        await using var second = await PortalGateway.StartAsync(settings: ("Gateway:Issuers:0:Authority", first.Keycloak.Issuer));
        using var browser = new PortalBrowser(first.Url);
        var callback = await browser.UpToCallbackAsync();

        using var answer = await browser.StepAsync(new Uri(new Uri(second.Url), callback.PathAndQuery));

        answer.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        browser.CookieText.ShouldContain("gateway-portal");
    }

    [Fact]
    public async Task The_cookie_shows_nothing_and_no_script_reads_it()
    {
        await using var gateway = await PortalGateway.StartAsync();
        using var browser = new PortalBrowser(gateway.Url);

        using var answer = await browser.StepAsync(await browser.UpToCallbackAsync());

        var cookies = answer.Headers.GetValues("Set-Cookie").Where(cookie => cookie.StartsWith("gateway-portal", StringComparison.Ordinal)).ToList();
        cookies.ShouldNotBeEmpty();
        cookies.ShouldAllBe(cookie => cookie.Contains("httponly", StringComparison.OrdinalIgnoreCase) && cookie.Contains("samesite=lax", StringComparison.OrdinalIgnoreCase));
        cookies.ShouldAllBe(cookie => !cookie.Contains("eyJhbGciOi", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Behind_a_trusted_proxy_that_speaks_https_cookies_belong_to_this_host_alone()
    {
        await using var gateway = await PortalGateway.StartAsync(settings: ("Gateway:TrustedProxies:0", "127.0.0.0/8"));
        var sent = await ThroughProxyAsync(gateway, "/", []);
        using var browser = new PortalBrowser(gateway.Url);
        var callback = (await browser.StepAsync(sent.Headers.Location!)).Headers.Location!;

        var answer = await ThroughProxyAsync(gateway, callback.PathAndQuery, sent.Headers.GetValues("Set-Cookie"));

        callback.Scheme.ShouldBe("https");
        var cookies = answer.Headers.GetValues("Set-Cookie").Where(cookie => cookie.StartsWith("__Host-gateway-portal", StringComparison.Ordinal)).ToList();
        cookies.ShouldNotBeEmpty();
        cookies.ShouldAllBe(cookie => cookie.Contains("secure", StringComparison.OrdinalIgnoreCase) && cookie.Contains("path=/;", StringComparison.OrdinalIgnoreCase));
        answer.Headers.GetValues("Strict-Transport-Security").ShouldNotBeEmpty();
    }

    [Theory]
    [InlineData("/signed-out")]
    [InlineData("/console/options")]
    [InlineData("/portal/0/portal.js")]
    [InlineData("/device?request=none")]
    public async Task Every_answer_over_https_demands_https_for_a_year(string path)
    {
        await using var gateway = await PortalGateway.StartAsync(settings: ("Gateway:TrustedProxies:0", "127.0.0.0/8"));

        using var answer = await ThroughProxyAsync(gateway, path, []);

        answer.Headers.GetValues("Strict-Transport-Security").ShouldBe(["max-age=31536000"]);
    }

    [Fact]
    public async Task Plain_http_beyond_loopback_is_refused_in_words()
    {
        await using var gateway = await PortalGateway.StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/");
        request.Headers.Host = "portal.example";
        request.Headers.Accept.ParseAdd("text/html");

        using var answer = await gateway.Client.SendAsync(request);

        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await answer.Content.ReadAsStringAsync()).ShouldContain("Gateway:TrustedProxies");
    }

    private static async Task<HttpResponseMessage> ThroughProxyAsync(TestGateway gateway, string path, IEnumerable<string> cookies)
    {
        using var http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = new Uri(gateway.Url) };
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        // The stand-in sends people to this machine alone.
        request.Headers.Host = "localhost:8443";
        request.Headers.Add("X-Forwarded-Proto", "https");
        request.Headers.Accept.ParseAdd("text/html");
        request.Headers.TryAddWithoutValidation("Cookie", string.Join("; ", cookies.Select(cookie => cookie.Split(';')[0])));
        return await http.SendAsync(request);
    }
}
