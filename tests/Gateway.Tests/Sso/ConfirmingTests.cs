using System.Net;
using System.Web;
using Shouldly;
using Xunit;

namespace Gateway.Tests.Sso;

public sealed class ConfirmingTests(SsoWorld world) : IClassFixture<SsoWorld>
{
    [Fact]
    public async Task The_page_shows_who_asks_from_where_and_with_which_code()
    {
        var started = await world.StartDeviceAsync(await world.RegisterAsync("<script>alert(1)</script>"));

        using var answer = await world.Browser.GetAsync(new Uri(started.VerificationUriComplete));

        var page = await answer.Content.ReadAsStringAsync();
        page.ShouldContain("&lt;script&gt;alert(1)");
        page.ShouldNotContain("<script");
        page.ShouldContain("127.0.0.1");
        page.ShouldContain(world.Time.GetUtcNow().ToString("yyyy-MM-dd HH:mm:ss"));
        page.ShouldContain(started.UserCode);
    }

    [Fact]
    public async Task The_page_runs_no_script_and_stands_in_no_frame()
    {
        var started = await world.StartDeviceAsync(await world.RegisterAsync());

        using var answer = await world.Browser.GetAsync(new Uri(started.VerificationUriComplete));

        var policy = answer.Headers.GetValues("Content-Security-Policy").Single();
        policy.ShouldStartWith("default-src 'none'; style-src 'sha256-");
        policy.ShouldContain("frame-ancestors 'none'");
        answer.Headers.CacheControl!.NoStore.ShouldBeTrue();
    }

    [Fact]
    public async Task The_link_without_the_code_asks_for_it()
    {
        var started = await world.StartDeviceAsync(await world.RegisterAsync());

        var page = await world.Browser.GetStringAsync(new Uri(started.VerificationUri));

        page.ShouldNotContain(started.UserCode);
        page.ShouldContain("<input id=\"user_code\"");
    }

    [Fact]
    public async Task A_code_typed_in_another_case_and_without_its_dash_is_the_same_code()
    {
        var started = await world.StartDeviceAsync(await world.RegisterAsync());

        using var answer = await PostAsync(started.VerificationUri, started.UserCode.ToLowerInvariant().Replace("-", "", StringComparison.Ordinal));

        answer.StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        answer.Headers.Location!.AbsoluteUri.ShouldStartWith(world.Gateway.Keycloak.Issuer);
    }

    [Fact]
    public async Task A_wrong_code_leads_nowhere()
    {
        var started = await world.StartDeviceAsync(await world.RegisterAsync());

        using var answer = await PostAsync(started.VerificationUri, "BBBB-BBBB");

        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await answer.Content.ReadAsStringAsync()).ShouldContain("not the code of this login");
    }

    [Fact]
    public async Task A_wrong_code_is_on_record()
    {
        await using var own = await SsoWorld.StartAsync();
        var started = await own.StartDeviceAsync(await own.RegisterAsync());
        await own.Gateway.Audit.NextAsync();
        await own.Gateway.Audit.NextAsync();

        using var answer = await PostAsync(started.VerificationUri, "BBBB-BBBB", to: own);

        var record = await own.Gateway.Audit.NextAsync();
        (record.Action, record.Reason).ShouldBe(("sso-oidc:ConfirmDevice", "wrong-user-code"));
    }

    [Theory]
    [InlineData("Sec-Fetch-Site", "cross-site", 403)]
    [InlineData("Sec-Fetch-Site", "same-site", 403)]
    [InlineData("Sec-Fetch-Site", "same-origin", 303)]
    [InlineData("Origin", "https://evil.example", 403)]
    [InlineData("Origin", "null", 403)]
    public async Task A_confirmation_that_another_site_sends_is_none(string header, string value, int status)
    {
        var started = await world.StartDeviceAsync(await world.RegisterAsync());

        using var answer = await PostAsync(started.VerificationUri, started.UserCode, (header, value));

        ((int)answer.StatusCode).ShouldBe(status);
    }

    [Fact]
    public async Task A_confirmation_of_our_own_origin_is_taken()
    {
        var started = await world.StartDeviceAsync(await world.RegisterAsync());

        using var answer = await PostAsync(started.VerificationUri, started.UserCode, ("Origin", world.Gateway.Url));

        answer.StatusCode.ShouldBe(HttpStatusCode.SeeOther);
    }

    [Fact]
    public async Task An_expired_link_says_what_to_do()
    {
        var started = await world.StartDeviceAsync(await world.RegisterAsync());
        world.Time.Advance(TimeSpan.FromMinutes(10));

        using var answer = await world.Browser.GetAsync(new Uri(started.VerificationUriComplete));

        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await answer.Content.ReadAsStringAsync()).ShouldContain("aws sso login");
    }

    [Theory]
    [InlineData("")]
    [InlineData("?request=")]
    [InlineData("?request=AAAA")]
    [InlineData("?request=%00")]
    public async Task A_link_that_nobody_sealed_leads_nowhere(string query) =>
        (await world.Browser.GetAsync(new Uri($"{world.Gateway.Url}/device{query}"))).StatusCode.ShouldBe(HttpStatusCode.BadRequest);

    [Theory]
    [InlineData("AAAA", "no-such-request")]
    [InlineData(null, "expired-request")]
    public async Task A_link_that_leads_nowhere_is_on_record(string? link, string reason)
    {
        await using var own = await SsoWorld.StartAsync();
        var started = await own.StartDeviceAsync(await own.RegisterAsync());
        await own.Gateway.Audit.NextAsync();
        await own.Gateway.Audit.NextAsync();
        own.Time.Advance(TimeSpan.FromMinutes(10));

        using var answer = await own.Browser.GetAsync(new Uri(link is null ? started.VerificationUriComplete : $"{own.Gateway.Url}/device?request={link}"));

        var record = await own.Gateway.Audit.NextAsync();
        (record.Door, record.Action, record.Reason, record.Path).ShouldBe(("sso-oidc", "sso-oidc:ConfirmDevice", reason, "/device"));
        record.RequestId.ShouldBe(answer.Headers.GetValues("X-Gateway-Request-Id").Single());
    }

    private async Task<HttpResponseMessage> PostAsync(string link, string code, (string Name, string Value)? header = null, SsoWorld? to = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"{(to ?? world).Gateway.Url}/device")
        {
            Content = new FormUrlEncodedContent(new Dictionary<string, string>(StringComparer.Ordinal)
            {
                ["request"] = HttpUtility.ParseQueryString(new Uri(link).Query)["request"]!,
                ["user_code"] = code,
            }),
        };
        if (header is { } sent)
        {
            request.Headers.TryAddWithoutValidation(sent.Name, sent.Value);
        }

        return await world.Browser.SendAsync(request);
    }
}
