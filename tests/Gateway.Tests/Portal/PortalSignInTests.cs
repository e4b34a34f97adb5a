using System.Net;
using System.Text.RegularExpressions;
using System.Web;
using Gateway.Revocations;
using Gateway.Sandbox.Keycloak;
using Gateway.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace Gateway.Tests.Portal;

public sealed class PortalSignInTests
{
    [Fact]
    public async Task A_browser_is_sent_to_the_issuer_and_comes_back_to_its_roles()
    {
        await using var gateway = await PortalGateway.StartAsync();
        using var browser = new PortalBrowser(gateway.Url);

        using var page = await browser.OpenAsync("/");

        page.StatusCode.ShouldBe(HttpStatusCode.OK);
        var html = await page.Content.ReadAsStringAsync();
        html.ShouldContain("orders-reader");
        html.ShouldNotContain("analyst");
    }

    [Fact]
    public async Task Two_sign_ins_of_one_browser_at_once_both_come_back()
    {
        await using var gateway = await PortalGateway.StartAsync();
        using var browser = new PortalBrowser(gateway.Url);
        using var first = await browser.StepAsync(new Uri(browser.Gateway, "/why"));
        using var second = await browser.StepAsync(browser.Gateway);

        using var roles = await browser.OpenAsync(second.Headers.Location!.AbsoluteUri);
        using var why = await browser.OpenAsync(first.Headers.Location!.AbsoluteUri);

        (await roles.Content.ReadAsStringAsync()).ShouldContain("Your roles");
        (await why.Content.ReadAsStringAsync()).ShouldContain("What the policy says of you");
    }

    [Fact]
    public async Task A_program_gets_the_answer_that_it_gets_without_a_portal()
    {
        await using var gateway = await PortalGateway.StartAsync();

        using var answer = await gateway.Client.GetAsync(new Uri("/", UriKind.Relative));

        answer.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await answer.CodeAsync()).ShouldBe("no-such-door");
    }

    [Fact]
    public async Task One_address_does_not_make_the_gateway_ask_the_issuer_without_end()
    {
        await using var gateway = await PortalGateway.StartAsync();
        using var client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = new Uri(gateway.Url) };
        for (var i = 0; i < 600; i++)
        {
            using var sent = await client.GetAsync("/signin");
            sent.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        }

        using var answer = await client.GetAsync("/signin");

        answer.StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
        answer.Headers.RetryAfter!.Delta.ShouldBe(TimeSpan.FromMinutes(1));
        // The redirects left none.
        var record = await gateway.Audit.NextAsync();
        (record.Door, record.Action, record.Reason).ShouldBe(("portal", "portal:sign-in", "slow-down"));
        (await answer.Content.ReadAsStringAsync()).ShouldContain($"<code>{record.RequestId}</code>");
    }

    [Fact]
    public async Task Without_a_portal_a_browser_is_told_how_to_get_one()
    {
        await using var gateway = await TestGateway.StartAsync();
        using var browser = new PortalBrowser(gateway.Url);

        using var page = await browser.OpenAsync("/");

        page.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await page.Content.ReadAsStringAsync()).ShouldContain("Gateway:Portal:ClientId");
        page.Headers.GetValues("Content-Security-Policy").ShouldHaveSingleItem().ShouldStartWith("default-src 'none'; style-src 'sha256-");
        page.Headers.GetValues("X-Content-Type-Options").ShouldBe(["nosniff"]);
    }

    [Fact]
    public async Task The_authorization_request_is_pushed_so_that_the_browser_carries_a_reference_alone()
    {
        await using var gateway = await PortalGateway.StartAsync();
        using var browser = new PortalBrowser(gateway.Url);

        using var sent = await browser.StepAsync(browser.Gateway);

        HttpUtility.ParseQueryString(sent.Headers.Location!.Query).AllKeys.ShouldBe(["client_id", "request_uri"], ignoreOrder: true);
    }

    [Fact]
    public async Task A_callback_that_was_used_is_refused()
    {
        await using var gateway = await PortalGateway.StartAsync();
        using var browser = new PortalBrowser(gateway.Url);
        var callback = await browser.UpToCallbackAsync();
        (await browser.StepAsync(callback)).StatusCode.ShouldBe(HttpStatusCode.Redirect);

        using var again = await browser.StepAsync(callback);

        again.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await again.Content.ReadAsStringAsync()).ShouldContain("This sign-in cannot be completed");
    }

    [Fact]
    public async Task A_callback_of_another_browser_is_refused()
    {
        await using var gateway = await PortalGateway.StartAsync();
        using var attacker = new PortalBrowser(gateway.Url);
        using var victim = new PortalBrowser(gateway.Url);
        var callback = await attacker.UpToCallbackAsync();

        using var answer = await victim.StepAsync(callback);

        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        victim.CookieText.ShouldNotContain("gateway-portal");
    }

    [Fact]
    public async Task A_code_of_another_sign_in_is_refused()
    {
        await using var gateway = await PortalGateway.StartAsync();
        using var attacker = new PortalBrowser(gateway.Url);
        using var victim = new PortalBrowser(gateway.Url);
        var stolen = HttpUtility.ParseQueryString((await victim.UpToCallbackAsync()).Query)["code"];
        var callback = await attacker.UpToCallbackAsync();

        using var answer = await attacker.StepAsync(new Uri(Regex.Replace(callback.AbsoluteUri, "code=[^&]+", "code=" + stolen, RegexOptions.None, TimeSpan.FromSeconds(1))));

        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        attacker.CookieText.ShouldNotContain("gateway-portal");
    }

    [Theory]
    [InlineData(KeycloakLie.IdTokenHasAnotherNonce, HttpStatusCode.BadRequest, "This sign-in cannot be completed")]
    [InlineData(KeycloakLie.IdTokenIsOld, HttpStatusCode.ServiceUnavailable, "The clocks do not agree")]
    [InlineData(KeycloakLie.AccessTokenIsForAnother, HttpStatusCode.Forbidden, "add an audience mapper")]
    internal async Task A_sign_in_that_goes_wrong_says_why(KeycloakLie lie, HttpStatusCode status, string words)
    {
        await using var gateway = await PortalGateway.StartAsync(keycloakIs: keycloak => keycloak.Faults.Lie = lie);
        using var browser = new PortalBrowser(gateway.Url);

        using var answer = await browser.OpenAsync("/");

        answer.StatusCode.ShouldBe(status);
        (await answer.Content.ReadAsStringAsync()).ShouldContain(words);
        browser.CookieText.ShouldNotContain("gateway-portal");
    }

    [Fact]
    public async Task An_issuer_that_is_down_is_told_from_a_wrong_account()
    {
        await using var gateway = await PortalGateway.StartAsync();
        using var browser = new PortalBrowser(gateway.Url);
        gateway.Keycloak.Faults.Down();

        using var answer = await browser.OpenAsync("/");

        answer.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        (await answer.Content.ReadAsStringAsync()).ShouldContain("The sign-in service cannot be reached");
    }

    [Theory]
    [InlineData("https://evil.example/")]
    [InlineData("//evil.example/")]
    [InlineData("/\\evil.example/")]
    [InlineData("/%2F/evil.example")]
    [InlineData("/console/../..//evil.example")]
    [InlineData("\thttps://evil.example")]
    [InlineData("javascript:alert(1)")]
    [InlineData("/api/roles")]
    public async Task A_sign_in_leads_back_to_the_portal_and_nowhere_else(string back)
    {
        await using var gateway = await PortalGateway.StartAsync();
        using var browser = new PortalBrowser(gateway.Url);
        var callback = await browser.UpToCallbackAsync("/signin?return=" + Uri.EscapeDataString(back));

        using var answer = await browser.StepAsync(callback);

        answer.Headers.Location!.ToString().ShouldBe("/");
    }

    [Fact]
    public async Task Signing_out_ends_the_session_at_the_issuer()
    {
        await using var gateway = await PortalGateway.StartAsync();
        using var browser = await PortalBrowser.SignedInAsync(gateway);
        await gateway.Audit.NextAsync();
        var session = (await gateway.Audit.NextAsync()).Identity!.SessionId!;

        using var answer = await browser.PostAsync("/signout");

        gateway.Keycloak.HasSession(session).ShouldBeFalse();
        answer.Headers.Location!.OriginalString.ShouldBe("/signed-out");
        var ended = gateway.Services.GetRequiredService<RevocationList>().All.ShouldHaveSingleItem();
        ended.Target.Value.ShouldBe(session);
        ended.LogoutOf.ShouldNotBeNullOrEmpty();
        browser.CookieText.ShouldNotContain("gateway-portal");
    }

    [Fact]
    public async Task A_sign_in_is_on_record()
    {
        await using var gateway = await PortalGateway.StartAsync();
        using var browser = await PortalBrowser.SignedInAsync(gateway);

        var entry = await gateway.Audit.NextAsync();

        entry.Door.ShouldBe("portal");
        entry.Action.ShouldBe("portal:sign-in");
        entry.Identity!.Name.ShouldBe("demo");
    }
}
