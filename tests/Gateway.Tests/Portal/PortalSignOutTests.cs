using System.Net;
using Gateway.Revocations;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace Gateway.Tests.Portal;

/// <summary>Signing out where the issuer does not end the session as Keycloak does.</summary>
public sealed class PortalSignOutTests
{
    [Fact]
    public async Task With_an_issuer_that_cannot_be_reached_people_are_signed_out_here_and_told_what_goes_on()
    {
        await using var first = await PortalGateway.StartAsync();
        // Which has not read the issuer's endpoints yet, as after a start.
        await using var second = await PortalGateway.StartAsync(settings: ("Gateway:Issuers:0:Authority", first.Keycloak.Issuer));
        using var browser = await PortalBrowser.SignedInAsync(first);
        first.Keycloak.Faults.Down();

        using var answer = await browser.PostAsync(second.Url + "/signout");

        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await answer.Content.ReadAsStringAsync()).ShouldContain("You are signed out here");
        browser.CookieText.ShouldNotContain("gateway-portal");
    }

    [Fact]
    public async Task With_an_issuer_that_takes_no_refresh_token_for_it_the_browser_goes_on_to_its_logout_without_a_token_in_the_address()
    {
        await using var gateway = await PortalGateway.StartAsync(keycloakIs: keycloak => keycloak.Faults.RefusesLogout = true);
        using var browser = await PortalBrowser.SignedInAsync(gateway);

        using var answer = await browser.PostAsync("/signout");

        answer.Headers.GetValues("Refresh").ShouldBe(
            [$"0; url={gateway.Keycloak.Issuer}/protocol/openid-connect/logout?client_id=portal&post_logout_redirect_uri={Uri.EscapeDataString(gateway.Url + "/signed-out")}"]);
        (await answer.Content.ReadAsStringAsync()).ShouldContain("Signing you out");
        browser.CookieText.ShouldNotContain("gateway-portal");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_came_of_the_sign_in_ends_here_though_the_issuer_does_not_end_its_session(bool isDown)
    {
        await using var gateway = await PortalGateway.StartAsync(keycloakIs: keycloak => keycloak.Faults.RefusesLogout = true);
        using var browser = await PortalBrowser.SignedInAsync(gateway);
        using var thief = new PortalBrowser(gateway.Url);
        thief.Cookies.Add(browser.Cookies.GetAllCookies());
        var session = (await gateway.Audit.NextAsync()).Identity!.SessionId!;
        if (isDown)
        {
            gateway.Keycloak.Faults.Down();
        }

        (await browser.PostAsync("/signout")).Dispose();

        // By which gateway credentials are refused as well.
        gateway.Services.GetRequiredService<RevocationList>().All.ShouldHaveSingleItem().Target.Value.ShouldBe(session);
        using var answer = await thief.StepAsync(thief.Gateway);
        answer.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }
}
