using System.Net;
using System.Web;
using Gateway.Tests.Hosting;
using Shouldly;
using Xunit;

namespace Gateway.Tests.Portal;

public sealed class PortalConsoleTests
{
    [Fact]
    public async Task One_post_opens_the_console_of_a_role()
    {
        await using var gateway = await PortalGateway.StartAsync();
        using var browser = await PortalBrowser.SignedInAsync(gateway);

        using var answer = await browser.PostAsync("/console", ("role", "orders-reader"), ("region", "us-east-1"), ("destination", "/s3/home"));

        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        var url = new Uri(answer.Headers.GetValues("Refresh").Single()["0; url=".Length..]);
        url.Host.ShouldBe("signin.aws.amazon.com");
        HttpUtility.ParseQueryString(url.Query)["Destination"].ShouldBe("https://console.aws.amazon.com/s3/home?region=us-east-1");
    }

    [Fact]
    public async Task A_deep_link_survives_the_sign_in()
    {
        await using var gateway = await PortalGateway.StartAsync();
        using var browser = new PortalBrowser(gateway.Url);

        using var answer = await browser.OpenAsync("/console?role=orders-reader&destination=%2Fdynamodbv2%2Fhome%23tables");

        answer.Headers.Location!.Host.ShouldBe("signin.aws.amazon.com");
        HttpUtility.ParseQueryString(answer.Headers.Location.Query)["Destination"].ShouldBe("https://console.aws.amazon.com/dynamodbv2/home#tables");
    }

    [Theory]
    [InlineData("https://evil.example/")]
    [InlineData("https://console.aws.amazon.com.evil.example/")]
    [InlineData("https://user@console.aws.amazon.com/")]
    [InlineData("http://console.aws.amazon.com/")]
    [InlineData("javascript:alert(1)")]
    public async Task A_destination_outside_the_console_is_refused(string destination)
    {
        await using var gateway = await PortalGateway.StartAsync();
        using var browser = await PortalBrowser.SignedInAsync(gateway);

        using var answer = await browser.OpenAsync("/console?role=orders-reader&destination=" + Uri.EscapeDataString(destination));

        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        answer.Headers.Location.ShouldBeNull();
    }

    [Fact]
    public async Task A_post_without_the_page_is_refused()
    {
        await using var gateway = await PortalGateway.StartAsync();
        using var browser = await PortalBrowser.SignedInAsync(gateway);

        using var answer = await browser.PostBareAsync("/console", ("role", "orders-reader"));

        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        answer.Headers.Contains("Refresh").ShouldBeFalse();
    }

    [Fact]
    public async Task A_token_of_one_person_does_not_post_for_another()
    {
        await using var gateway = await PortalGateway.StartAsync();
        using var browser = await PortalBrowser.SignedInAsync(gateway);
        var html = await (await browser.OpenAsync("/")).Content.ReadAsStringAsync();
        gateway.Keycloak.Visitor = "viewer";
        (await browser.OpenAsync("/signin")).Dispose();
        var start = html.IndexOf("value=\"", html.IndexOf("__RequestVerificationToken", StringComparison.Ordinal), StringComparison.Ordinal) + 7;

        using var answer = await browser.PostBareAsync(
            "/console", ("role", "analyst"), ("__RequestVerificationToken", html[start..html.IndexOf('"', start)]));

        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await answer.Content.ReadAsStringAsync()).ShouldContain("Please try again");
    }

    [Fact]
    public async Task The_record_is_that_of_the_issuing_door()
    {
        await using var gateway = await PortalGateway.StartAsync();
        using var browser = await PortalBrowser.SignedInAsync(gateway);
        await gateway.Audit.NextAsync();
        await gateway.Audit.NextAsync();

        (await browser.OpenAsync("/console?role=orders-reader")).Dispose();

        var entry = await gateway.Audit.NextAsync();
        entry.Door.ShouldBe("portal");
        entry.Action.ShouldBe("issue:console");
        entry.GrantId.ShouldBe("orders-reader");
        entry.AwsAccessKeyId.ShouldNotBeNull();
        entry.Reason.ShouldBeNull();
    }

    [Fact]
    public async Task A_deep_link_to_a_role_that_wants_a_fresh_sign_in_offers_it()
    {
        await using var gateway = await PortalGateway.StartAsync(
            TestPolicy.Usual.Replace("assume: { roleArn: arn:aws:iam::111122223333:role/Fresh }", "assume: { roleArn: arn:aws:iam::111122223333:role/Fresh }\n    permit: { modes: [console] }", StringComparison.Ordinal));
        using var browser = await PortalBrowser.SignedInAsync(gateway);

        using var asked = await browser.OpenAsync("/console?role=fresh");
        using var opened = await browser.OpenAsync("/step-up?role=fresh&return=" + Uri.EscapeDataString("/console?role=fresh"));

        asked.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await asked.Content.ReadAsStringAsync()).ShouldContain("/step-up?role=fresh&amp;return=%2Fconsole%3Frole%3Dfresh");
        opened.Headers.Location!.Host.ShouldBe("signin.aws.amazon.com");
    }

    [Fact]
    public async Task A_signed_request_for_a_bucket_of_the_same_name_is_forwarded()
    {
        await using var gateway = await PortalGateway.StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/console?X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=a/20261125/eu-west-1/s3/aws4_request");
        request.Headers.Accept.ParseAdd("text/html");

        using var answer = await gateway.Client.SendAsync(request);

        answer.Content.Headers.ContentType!.MediaType.ShouldBe("application/xml");
    }
}
