using System.Net;
using Gateway.Tests.Hosting;
using Microsoft.Extensions.Time.Testing;
using Shouldly;
using Xunit;

namespace Gateway.Tests.Portal;

/// <summary>A page of an error names its request, by which the record is found, whoever it is shown to.</summary>
public sealed class PortalRecordTests
{
    [Fact]
    public async Task A_form_of_someone_who_is_not_signed_in_is_on_record()
    {
        await using var gateway = await PortalGateway.StartAsync();
        using var browser = new PortalBrowser(gateway.Url);

        using var answer = await browser.PostBareAsync("/signout", ("x", "y"));

        answer.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        await ShouldBeOnRecordAsync(gateway, answer, "session-ended");
    }

    [Fact]
    public async Task A_form_that_another_site_may_have_sent_is_on_record()
    {
        await using var gateway = await PortalGateway.StartAsync();
        using var browser = await SignedInAsync(gateway);

        using var answer = await browser.PostBareAsync("/console", ("role", "orders-reader"));

        await ShouldBeOnRecordAsync(gateway, answer, "antiforgery");
    }

    [Fact]
    public async Task Whoever_the_policy_gives_no_credentials_is_on_record()
    {
        await using var gateway = await PortalGateway.StartAsync();
        using var browser = await SignedInAsync(gateway);

        using var answer = await browser.PostAsync("/credentials", ("role", "analyst"), ("mode", "forward"));

        var record = await gateway.Audit.NextAsync();
        while (record.Path != "/credentials")
        {
            record = await gateway.Audit.NextAsync();
        }

        (record.Door, record.Reason).ShouldBe(("portal", await answer.CodeAsync()));
    }

    [Fact]
    public async Task A_session_that_cannot_be_told_for_want_of_the_issuer_is_on_record()
    {
        var time = new FakeTimeProvider(TimeProvider.System.GetUtcNow());
        await using var gateway = await PortalGateway.StartAsync(time: time);
        using var browser = await SignedInAsync(gateway);
        gateway.Keycloak.Faults.Down();
        time.Advance(TimeSpan.FromMinutes(6));

        using var answer = await browser.StepAsync(browser.Gateway);

        answer.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        await ShouldBeOnRecordAsync(gateway, answer, "issuer-unavailable");
    }

    [Fact]
    public async Task A_page_that_was_asked_for_by_plain_http_is_on_record_and_a_redirect_to_sign_in_is_not()
    {
        await using var gateway = await PortalGateway.StartAsync();
        using var browser = new PortalBrowser(gateway.Url);
        using var sent = await browser.StepAsync(browser.Gateway);
        sent.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        using var request = new HttpRequestMessage(HttpMethod.Get, "/");
        request.Headers.Host = "portal.example";
        request.Headers.Accept.ParseAdd("text/html");

        using var answer = await gateway.Client.SendAsync(request);

        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        await ShouldBeOnRecordAsync(gateway, answer, "plain-http");
    }

    [Fact]
    public async Task Whoever_finds_no_portal_is_on_record_as_a_program_is()
    {
        await using var gateway = await TestGateway.StartAsync();
        using var browser = new PortalBrowser(gateway.Url);

        using var answer = await browser.StepAsync(browser.Gateway);

        var record = await gateway.Audit.NextAsync();
        (record.Door, record.Reason, record.RequestId).ShouldBe(("unknown", "no-such-door", answer.Headers.GetValues("X-Gateway-Request-Id").Single()));
    }

    /// <summary>Someone whose sign-in and first page are on record already.</summary>
    private static async Task<PortalBrowser> SignedInAsync(TestGateway gateway)
    {
        var browser = await PortalBrowser.SignedInAsync(gateway);
        await gateway.Audit.NextAsync();
        await gateway.Audit.NextAsync();
        return browser;
    }

    private static async Task ShouldBeOnRecordAsync(TestGateway gateway, HttpResponseMessage answer, string reason)
    {
        var record = await gateway.Audit.NextAsync();
        (record.Door, record.Reason, record.Status).ShouldBe(("portal", reason, (int)answer.StatusCode));
        (await answer.Content.ReadAsStringAsync()).ShouldContain($"<code>{record.RequestId}</code>");
    }
}
