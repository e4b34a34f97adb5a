using System.Net.Http.Headers;
using Amazon.S3;
using Amazon.S3.Model;
using Gateway.Tests.Forwarding.Wire;
using Gateway.Tests.Hosting;
using Shouldly;
using Xunit;

namespace Gateway.Tests.Forwarding;

/// <summary>Stored objects share the portal's origin: what a browser shows of them must not act as the portal, and what programs get stays as it is.</summary>
public sealed class BrowserConfinementTests
{
    [Theory]
    [InlineData("Accept", "text/html,application/xhtml+xml,*/*;q=0.8", "text/html")]
    [InlineData("Sec-Fetch-Dest", "object", "image/svg+xml")]
    [InlineData("Sec-Fetch-Dest", "document", "application/pdfx")]
    public async Task A_page_that_a_browser_opens_has_an_origin_of_its_own(string header, string value, string type)
    {
        var headers = await OpenAsync(header, value, type);

        headers.GetValues("Content-Security-Policy").ShouldBe(["sandbox"]);
        headers.GetValues("X-Content-Type-Options").ShouldBe(["nosniff"]);
    }

    [Theory]
    [InlineData("application/pdf;, text/html")]
    [InlineData("application/pdf, text/html")]
    [InlineData("application/pdf\r\nContent-Type: text/html")]
    public async Task A_type_that_a_browser_reads_as_a_page_s_is_a_page(string type)
    {
        await using var aws = ScriptedAws.Start(call => call.SendAsync($"HTTP/1.1 200 OK\r\nContent-Type: {type}\r\nContent-Length: 0\r\n\r\n"));
        await using var gateway = await aws.StartGatewayAsync();
        using var request = new SignedRequest().Sign(gateway.Url, await ClientKeys.MintAsync(gateway));
        request.Headers.TryAddWithoutValidation("Sec-Fetch-Dest", "document");

        var answer = await gateway.Client.SendAsync(request);

        answer.Headers.GetValues("Content-Security-Policy").ShouldBe(["sandbox"]);
    }

    [Fact]
    public async Task A_document_that_browsers_show_by_a_viewer_of_their_own_is_shown()
    {
        var headers = await OpenAsync("Sec-Fetch-Dest", "document", "application/pdf");

        headers.Contains("Content-Security-Policy").ShouldBeFalse();
        headers.GetValues("X-Content-Type-Options").ShouldBe(["nosniff"]);
    }

    [Fact]
    public async Task A_program_gets_the_answer_as_AWS_gave_it()
    {
        var headers = await OpenAsync("Accept", "*/*", "text/html");

        headers.Contains("Content-Security-Policy").ShouldBeFalse();
        headers.Contains("X-Content-Type-Options").ShouldBeFalse();
    }

    [Fact]
    public async Task An_answer_that_a_browser_opens_sets_no_cookie()
    {
        await using var aws = ScriptedAws.Start(call => call.SendAsync("HTTP/1.1 200 OK\r\nSet-Cookie: __Host-gateway-portal=stranger; Secure; Path=/\r\nContent-Length: 0\r\n\r\n"));
        await using var gateway = await TestGateway.StartAsync(settings: [("Gateway:Aws:Endpoints:s3", aws.Url)]);
        using var request = new SignedRequest().Sign(gateway.Url, await ClientKeys.MintAsync(gateway));
        request.Headers.TryAddWithoutValidation("Sec-Fetch-Dest", "document");

        var answer = await gateway.Client.SendAsync(request);

        ((int)answer.StatusCode).ShouldBe(200);
        answer.Headers.Contains("Set-Cookie").ShouldBeFalse();
    }

    private static async Task<HttpResponseHeaders> OpenAsync(string header, string value, string type)
    {
        await using var gateway = await TestGateway.StartAsync();
        using var s3 = Sdk.S3(gateway, (await ClientKeys.MintAsync(gateway)).ForSdk());
        await s3.PutBucketAsync("orders");
        await s3.PutObjectAsync(new PutObjectRequest { BucketName = "orders", Key = "page", ContentBody = "<script>alert(1)</script>", ContentType = type });
        var url = await s3.GetPreSignedURLAsync(
            new GetPreSignedUrlRequest { BucketName = "orders", Key = "page", Expires = TimeProvider.System.GetUtcNow().UtcDateTime.AddMinutes(5), Protocol = Protocol.HTTP });
        using var request = new HttpRequestMessage(HttpMethod.Get, url);
        request.Headers.TryAddWithoutValidation(header, value);
        using var answer = await gateway.Client.SendAsync(request);
        ((int)answer.StatusCode).ShouldBe(200);
        answer.Content.Headers.ContentType!.MediaType.ShouldBe(type);
        return answer.Headers;
    }
}
