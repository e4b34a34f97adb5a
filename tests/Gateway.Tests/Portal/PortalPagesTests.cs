using System.Net;
using Gateway.Portal;
using Gateway.Tests.Forwarding;
using Gateway.Tests.Hosting;
using Shouldly;
using Xunit;

namespace Gateway.Tests.Portal;

public sealed class PortalPagesTests
{
    [Theory]
    [InlineData("/")]
    [InlineData("/why")]
    [InlineData("/console/options?role=orders-reader")]
    [InlineData("/console?role=nothing")]
    [InlineData("/signed-out")]
    public async Task Every_page_has_the_security_headers(string path)
    {
        await using var gateway = await PortalGateway.StartAsync();
        using var browser = await PortalBrowser.SignedInAsync(gateway);

        using var page = await browser.OpenAsync(path);

        Header(page, "Content-Security-Policy").ShouldBe(PortalHeaders.ContentSecurityPolicy);
        Header(page, "X-Frame-Options").ShouldBe("DENY");
        Header(page, "X-Content-Type-Options").ShouldBe("nosniff");
        Header(page, "Referrer-Policy").ShouldBe("no-referrer");
        Header(page, "Cache-Control").ShouldContain("no-store");
    }

    [Fact]
    public async Task The_policy_for_content_permits_nothing_inline_and_nothing_of_others()
    {
        PortalHeaders.ContentSecurityPolicy.ShouldContain("default-src 'none'");
        PortalHeaders.ContentSecurityPolicy.ShouldContain("frame-ancestors 'none'");
        PortalHeaders.ContentSecurityPolicy.ShouldNotContain("unsafe");
        await using var gateway = await PortalGateway.StartAsync();
        using var browser = await PortalBrowser.SignedInAsync(gateway);

        using var page = await browser.OpenAsync("/");

        var html = await page.Content.ReadAsStringAsync();
        html.ShouldNotContain(" style=");
        html.ShouldNotContain("<style");
        html.ShouldNotContain(" onclick=");
        html.ShouldNotContain("src=\"http");
        html.ShouldNotContain("href=\"http");
    }

    [Fact]
    public async Task Style_and_script_are_served_for_ever_under_their_hash_and_not_under_another()
    {
        await using var gateway = await PortalGateway.StartAsync();

        using var style = await gateway.Client.GetAsync(new Uri(PortalAssets.UrlOf("portal.css"), UriKind.Relative));
        using var other = await gateway.Client.GetAsync(new Uri("/portal/0000000000000000/portal.css", UriKind.Relative));

        Header(style, "Cache-Control").ShouldContain("immutable");
        style.Content.Headers.ContentType!.MediaType.ShouldBe("text/css");
        other.StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/signed-out")]
    public async Task Pages_and_assets_may_be_asked_for_by_HEAD(string page)
    {
        await using var gateway = await PortalGateway.StartAsync();
        using var browser = await PortalBrowser.SignedInAsync(gateway);

        using var home = await browser.HeadAsync(page);
        using var style = await browser.HeadAsync(PortalAssets.UrlOf("portal.css"));

        home.StatusCode.ShouldBe(HttpStatusCode.OK);
        Header(home, "Content-Security-Policy").ShouldBe(PortalHeaders.ContentSecurityPolicy);
        (await home.Content.ReadAsByteArrayAsync()).ShouldBeEmpty();
        style.StatusCode.ShouldBe(HttpStatusCode.OK);
        style.Content.Headers.ContentLength.ShouldNotBeNull().ShouldBeGreaterThan(0);
    }

    [Fact]
    public async Task HEAD_of_whoever_is_not_signed_in_leads_to_the_issuer_as_GET_does()
    {
        await using var gateway = await PortalGateway.StartAsync();
        using var browser = new PortalBrowser(gateway.Url);

        using var home = await browser.HeadAsync("/");

        home.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        home.Headers.Location!.AbsoluteUri.ShouldStartWith(gateway.Keycloak.Issuer);
    }

    [Fact]
    public async Task HEAD_of_the_root_with_a_signature_is_a_forwarded_call()
    {
        await using var gateway = await PortalGateway.StartAsync();
        var keys = await ClientKeys.MintAsync(gateway);

        await gateway.Client.SendAsync(new SignedRequest { Method = "HEAD", Path = "/" }.Sign(gateway.Url, keys));

        (await gateway.Audit.NextOfAsync("forward")).Method.ShouldBe("HEAD");
    }

    [Fact]
    public async Task Markup_in_a_policy_stays_text()
    {
        await using var gateway = await PortalGateway.StartAsync(
            TestPolicy.Usual.Replace("description: Read the orders.", "description: \"<script>alert(1)</script>\"", StringComparison.Ordinal));
        using var browser = await PortalBrowser.SignedInAsync(gateway);

        var html = await (await browser.OpenAsync("/")).Content.ReadAsStringAsync();

        html.ShouldContain("&lt;script&gt;alert(1)&lt;/script&gt;");
        html.ShouldNotContain("<script>alert");
    }

    [Fact]
    public async Task Markup_in_a_search_stays_text()
    {
        await using var gateway = await PortalGateway.StartAsync();
        using var browser = await PortalBrowser.SignedInAsync(gateway);

        var html = await (await browser.OpenAsync("/?q=%22%3E%3Cscript%3Ealert(1)%3C/script%3E")).Content.ReadAsStringAsync();

        html.ShouldNotContain("<script>alert");
    }

    [Fact]
    public async Task A_search_works_without_script()
    {
        await using var gateway = await PortalGateway.StartAsync();
        using var browser = await PortalBrowser.SignedInAsync(gateway);

        var html = await (await browser.OpenAsync("/?q=WRITER")).Content.ReadAsStringAsync();

        html.ShouldContain("data-search=\"orders-writer");
        html.ShouldNotContain("data-search=\"orders-reader");
    }

    [Fact]
    public async Task Another_person_sees_its_own_roles_alone()
    {
        await using var gateway = await PortalGateway.StartAsync();
        using var browser = await PortalBrowser.SignedInAsync(gateway, "viewer");

        var html = await (await browser.OpenAsync("/")).Content.ReadAsStringAsync();

        html.ShouldContain("data-search=\"analyst");
        html.ShouldNotContain("orders-reader");
    }

    [Fact]
    public async Task Whom_a_denial_matches_is_told_which_and_shown_why()
    {
        await using var gateway = await PortalGateway.StartAsync();
        using var browser = await PortalBrowser.SignedInAsync(gateway, "suspended");

        using var home = await browser.OpenAsync("/");
        using var why = await browser.OpenAsync("/why");

        home.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await home.Content.ReadAsStringAsync()).ShouldContain("Your access is denied");
        var html = await why.Content.ReadAsStringAsync();
        html.ShouldContain("Denies you everything");
        html.ShouldContain("/suspended");
    }

    [Fact]
    public async Task Whom_no_grant_matches_is_told_what_to_do()
    {
        await using var gateway = await PortalGateway.StartAsync(TestPolicy.Usual.Replace("clientRoles: [analyst]", "clientRoles: [nobody]", StringComparison.Ordinal));
        using var browser = await PortalBrowser.SignedInAsync(gateway, "viewer");

        var html = await (await browser.OpenAsync("/")).Content.ReadAsStringAsync();

        html.ShouldContain("No role is yours yet");
    }

    [Fact]
    public async Task Roles_used_last_come_first()
    {
        await using var gateway = await PortalGateway.StartAsync();
        using var browser = await PortalBrowser.SignedInAsync(gateway);
        (await browser.PostAsync("/credentials", ("role", "orders-writer"), ("mode", "forward"))).EnsureSuccessStatusCode();

        var html = await (await browser.OpenAsync("/")).Content.ReadAsStringAsync();

        html.IndexOf("id=\"role-orders-writer\"", StringComparison.Ordinal).ShouldBeLessThan(html.IndexOf("id=\"role-by-arn", StringComparison.Ordinal));
        html.ShouldContain("Used recently");
    }

    [Fact]
    public async Task A_role_that_wants_a_stronger_sign_in_asks_the_issuer_for_it_and_is_then_usable()
    {
        await using var gateway = await PortalGateway.StartAsync();
        using var browser = await PortalBrowser.SignedInAsync(gateway);
        var before = await (await browser.OpenAsync("/")).Content.ReadAsStringAsync();

        var after = await (await browser.OpenAsync("/step-up?role=fresh&return=/")).Content.ReadAsStringAsync();

        before.ShouldContain("Wants a sign-in at the level gold");
        after.ShouldNotContain("Wants a sign-in at the level gold");
        after.ShouldContain("data-credentials=\"fresh\"");
    }

    [Fact]
    public async Task Roles_stand_under_their_account_with_what_they_permit_and_for_how_long()
    {
        await using var gateway = await PortalGateway.StartAsync();
        using var browser = await PortalBrowser.SignedInAsync(gateway);

        var html = await (await browser.OpenAsync("/")).Content.ReadAsStringAsync();

        html.IndexOf("orders-prod", StringComparison.Ordinal).ShouldBeLessThan(html.IndexOf("id=\"role-orders-reader\"", StringComparison.Ordinal));
        html.ShouldContain("111122223333");
        var card = html[html.IndexOf("id=\"role-orders-reader\"", StringComparison.Ordinal)..];
        card = card[..card.IndexOf("</article>", StringComparison.Ordinal)];
        card.ShouldContain("Read the orders.");
        card.ShouldContain("Through the gateway");
        card.ShouldContain("Console");
        card.ShouldContain("Sessions up to 30 minutes");
    }

    [Fact]
    public async Task Why_says_which_grants_do_not_match_and_for_want_of_what()
    {
        await using var gateway = await PortalGateway.StartAsync();
        using var browser = await PortalBrowser.SignedInAsync(gateway, "viewer");

        var html = await (await browser.OpenAsync("/why")).Content.ReadAsStringAsync();

        var others = html[html.IndexOf("Grants that do not", StringComparison.Ordinal)..];
        others.ShouldContain("orders-writer");
        others.ShouldContain("Not met");
        others.ShouldNotContain(">analyst<");
    }

    [Fact]
    public async Task A_role_in_a_link_that_is_markup_stays_text()
    {
        await using var gateway = await PortalGateway.StartAsync();
        using var browser = await PortalBrowser.SignedInAsync(gateway);

        foreach (var path in new[] { "/console?role=%3Cscript%3Ealert(1)%3C/script%3E", "/console/options?role=%3Cscript%3Ealert(1)%3C/script%3E", "/step-up?role=%3Cscript%3Ealert(1)%3C/script%3E" })
        {
            (await (await browser.OpenAsync(path)).Content.ReadAsStringAsync()).ShouldNotContain("<script>alert", Case.Sensitive, path);
        }
    }

    [Theory]
    [InlineData("/signout")]
    [InlineData("/console")]
    [InlineData("/credentials")]
    public async Task No_post_is_taken_without_the_page_s_token(string path)
    {
        await using var gateway = await PortalGateway.StartAsync();
        using var browser = await PortalBrowser.SignedInAsync(gateway);

        using var answer = await browser.PostBareAsync(path, ("role", "orders-reader"), ("mode", "forward"));

        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task A_link_of_another_site_leaves_the_forms_of_other_tabs_good()
    {
        await using var gateway = await PortalGateway.StartAsync();
        using var browser = await PortalBrowser.SignedInAsync(gateway);
        browser.Cookies.GetAllCookies().Single(cookie => cookie.Name == "gateway-antiforgery").Expired = true;

        using var page = await browser.OpenAsync("/");

        // Lax: the browser sends it with a link from anywhere, so that it is not replaced.
        page.Headers.GetValues("Set-Cookie").Single(cookie => cookie.StartsWith("gateway-antiforgery=", StringComparison.Ordinal)).ShouldContain("samesite=lax");
    }

    private static string Header(HttpResponseMessage answer, string name) => string.Join(", ", answer.Headers.GetValues(name));
}
