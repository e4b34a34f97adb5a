using System.Net;
using System.Text.RegularExpressions;
using Gateway.Identity;
using Gateway.Revocations;
using Gateway.Tests.Assuming;
using Gateway.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Shouldly;
using Xunit;

namespace Gateway.Tests.Portal;

/// <summary>What follows when someone's session is revoked here and lives on at the issuer, whose cookie would go on in it.</summary>
public sealed partial class PortalRevokedTests
{
    private readonly FakeTimeProvider time = new(TimeProvider.System.GetUtcNow());

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    internal async Task A_sign_in_after_a_revocation_works_and_leads_back(bool bySession)
    {
        await using var gateway = await StartAsync();
        using var browser = await PortalBrowser.SignedInAsync(gateway);
        var revoked = await RevokeAsync(gateway, bySession);
        time.Advance(TimeSpan.FromSeconds(2));

        using var refused = await browser.OpenAsync("/why?a=b");
        using var answer = await browser.OpenAsync(Action(await refused.Content.ReadAsStringAsync()));

        refused.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        answer.RequestMessage!.RequestUri!.PathAndQuery.ShouldBe("/why?a=b");
        gateway.Keycloak.HasSession(revoked.SessionId!).ShouldBeFalse();
    }

    [Fact]
    public async Task A_revocation_stays_on_record_as_it_was_made()
    {
        await using var gateway = await StartAsync();
        using var browser = await PortalBrowser.SignedInAsync(gateway);
        await RevokeAsync(gateway, bySession: true);

        (await browser.OpenAsync("/")).Dispose();

        gateway.Services.GetRequiredService<RevocationList>().All.ShouldHaveSingleItem().By.ShouldBe("an operator");
    }

    [Fact]
    public async Task Where_the_issuer_does_not_end_the_session_people_are_led_to_its_logout()
    {
        await using var gateway = await StartAsync();
        using var browser = await PortalBrowser.SignedInAsync(gateway);
        gateway.Keycloak.Faults.RefusesLogout = true;
        await RevokeAsync(gateway, bySession: true);

        using var page = await browser.OpenAsync("/");

        Action(await page.Content.ReadAsStringAsync()).ShouldBe(
            $"{gateway.Keycloak.Issuer}/protocol/openid-connect/logout?client_id=portal&post_logout_redirect_uri={Uri.EscapeDataString(gateway.Url + "/signed-out")}");
    }

    [Fact]
    public async Task Signing_out_while_the_issuer_is_down_keeps_nobody_out_afterwards()
    {
        await using var gateway = await StartAsync();
        using var browser = await PortalBrowser.SignedInAsync(gateway);
        gateway.Keycloak.Faults.Down();
        (await browser.PostAsync("/signout")).Dispose();
        gateway.Keycloak.Faults.Up();

        // Goes on in the session that has ended here, which now ends there too.
        using var refused = await browser.OpenAsync("/");
        using var answer = await browser.OpenAsync(Action(await refused.Content.ReadAsStringAsync()));

        refused.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task The_dialog_for_credentials_is_told_where_to_sign_in()
    {
        await using var gateway = await StartAsync();
        using var browser = await PortalBrowser.SignedInAsync(gateway);
        await RevokeAsync(gateway, bySession: true);

        using var answer = await browser.PostBareAsync("/credentials", ("role", "orders-reader"), ("mode", "forward"));

        (await answer.CodeAsync()).ShouldBe("session-revoked");
        (await answer.JsonAsync()).Text("link").ShouldBe("/signin?return=%2F&prompt=login");
    }

    [Fact]
    public async Task One_who_is_revoked_while_STS_is_asked_for_the_console_is_led_to_a_fresh_sign_in()
    {
        await using var gateway = await StartAsync();
        using var browser = await PortalBrowser.SignedInAsync(gateway);
        var asked = gateway.Aws.Faults.Hold("sts");
        var opening = browser.OpenAsync("/console?role=orders-reader");
        await Waiting.UntilAsync(() => Task.FromResult(gateway.Sessions().Count > 0));

        await RevokeAsync(gateway, bySession: true);
        asked.Dispose();
        using var answer = await opening;

        answer.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        Action(await answer.Content.ReadAsStringAsync()).ShouldBe("/signin?return=%2Fconsole%3Frole%3Dorders-reader&prompt=login");
    }

    [Theory]
    [InlineData("/signin", false)]
    [InlineData("/signin?prompt=login", true)]
    public async Task A_fresh_sign_in_is_a_login_of_now(string path, bool isFresh)
    {
        await using var gateway = await StartAsync();
        using var browser = await PortalBrowser.SignedInAsync(gateway);
        var first = (await gateway.Audit.NextAsync()).Identity!;
        time.Advance(TimeSpan.FromMinutes(1));

        (await browser.OpenAsync(path)).Dispose();

        // What ends logins of before the second one tells whether it was a login.
        gateway.Services.GetRequiredService<RevocationList>().Revoke(RevocationTarget.Subject(first.Issuer, first.Subject), time.GetUtcNow() - TimeSpan.FromSeconds(30), "an operator");
        using var home = await browser.OpenAsync("/");
        ((int)home.StatusCode).ShouldBe(isFresh ? 200 : 401);
    }

    private Task<TestGateway> StartAsync() => PortalGateway.StartAsync(time: time, keycloakIs: keycloak => keycloak.KeepsSessions = true);

    private async Task<CallerIdentity> RevokeAsync(TestGateway gateway, bool bySession)
    {
        var caller = (await gateway.Audit.NextAsync()).Identity!;
        gateway.Services.GetRequiredService<RevocationList>().Revoke(
            bySession ? RevocationTarget.Session(caller.Issuer, caller.SessionId!) : RevocationTarget.Subject(caller.Issuer, caller.Subject), time.GetUtcNow(), "an operator");
        return caller;
    }

    private static string Action(string html) => WebUtility.HtmlDecode(FirstAction().Match(html).Groups["href"].Value);

    [GeneratedRegex("class=\"button primary\" href=\"(?<href>[^\"]+)\"", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex FirstAction();
}
