using System.Net;
using Gateway.Revocations;
using Gateway.Sandbox.Keycloak;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Shouldly;
using Xunit;

namespace Gateway.Tests.Portal;

/// <summary>A deep link survives whatever comes between it and its page.</summary>
public sealed class PortalReturnTests
{
    private const string Link = "/console/options?role=orders-reader";

    // As a page holds it.
    private const string Escaped = "%2Fconsole%2Foptions%3Frole%3Dorders-reader";

    [Fact]
    public async Task A_sign_in_that_goes_wrong_can_be_begun_anew_with_its_page()
    {
        await using var gateway = await PortalGateway.StartAsync(keycloakIs: keycloak => keycloak.Faults.Lie = KeycloakLie.IdTokenIsOld);
        using var browser = new PortalBrowser(gateway.Url);

        using var answer = await browser.OpenAsync(Link);

        (await answer.Content.ReadAsStringAsync()).ShouldContain($"href=\"/signin?return={Escaped}\"");
    }

    [Fact]
    public async Task A_sign_in_that_cannot_begin_can_be_begun_anew_with_its_page()
    {
        await using var gateway = await PortalGateway.StartAsync();
        using var browser = new PortalBrowser(gateway.Url);
        gateway.Keycloak.Faults.Down();

        using var answer = await browser.OpenAsync(Link);

        answer.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        (await answer.Content.ReadAsStringAsync()).ShouldContain($"href=\"/signin?return={Escaped}\"");
    }

    [Fact]
    public async Task While_the_issuer_is_down_the_page_that_was_asked_for_can_be_tried_again()
    {
        var time = new FakeTimeProvider(TimeProvider.System.GetUtcNow());
        await using var gateway = await PortalGateway.StartAsync(time: time);
        using var browser = await PortalBrowser.SignedInAsync(gateway);
        gateway.Keycloak.Faults.Down();
        time.Advance(TimeSpan.FromMinutes(10));

        using var answer = await browser.OpenAsync(Link);

        answer.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        (await answer.Content.ReadAsStringAsync()).ShouldContain($"href=\"{Link}\"");
    }

    [Fact]
    public async Task While_revocations_are_not_known_the_page_that_was_asked_for_can_be_tried_again()
    {
        await using var gateway = await PortalGateway.StartAsync();
        using var browser = await PortalBrowser.SignedInAsync(gateway);
        gateway.Services.GetRequiredService<RevocationList>().IsKnown = false;

        using var answer = await browser.OpenAsync(Link);

        answer.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        (await answer.Content.ReadAsStringAsync()).ShouldContain($"href=\"{Link}\"");
    }

    [Theory]
    [InlineData("/console/options?role=orders-reader", "/console/options?role=orders-reader")]
    [InlineData("https://evil.example/", "/")]
    [InlineData("//evil.example/", "/")]
    [InlineData("/step-up?role=fresh&return=//evil.example/", "/")]
    public async Task A_step_up_without_a_sign_in_leads_to_its_page_and_nowhere_else(string back, string page)
    {
        await using var gateway = await PortalGateway.StartAsync();
        using var browser = new PortalBrowser(gateway.Url);

        using var answer = await browser.OpenAsync("/step-up?role=fresh&return=" + Uri.EscapeDataString(back));

        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        answer.RequestMessage!.RequestUri!.AbsoluteUri.ShouldBe(gateway.Url + page);
    }
}
