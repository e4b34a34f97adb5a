using Shouldly;
using Xunit;

namespace Gateway.Tests.Hosting;

/// <summary>A form of parts (<c>multipart/form-data</c>) is an upload to S3 only where no door of the gateway's own takes a POST; no door reads one.</summary>
public sealed class FormOfPartsTests : IAsyncLifetime
{
    private TestGateway gateway = null!;

    public async ValueTask InitializeAsync() => gateway = await TestGateway.StartAsync(
        settings: [("Gateway:Portal:ClientId", "portal"), ("Gateway:Portal:ClientSecret", "example-only-portal-secret")]);

    public ValueTask DisposeAsync() => gateway.DisposeAsync();

    [Theory]
    [InlineData("/sts", 400, "text/xml", "<Code>MalformedQueryString</Code>", "sts-real")]
    [InlineData("/STS/", 400, "text/xml", "<Code>MalformedQueryString</Code>", "sts-real")]
    [InlineData("/device", 400, "text/html", "The confirmation cannot be read", "sso-oidc")]
    [InlineData("/signout-backchannel", 400, "application/json", "Send a form (application/x-www-form-urlencoded)", "signout-backchannel")]
    [InlineData("/sso-oidc/token", 400, "application/json", "Send a JSON object", "sso-oidc")]
    [InlineData("/sso/logout", 401, "application/json", "aws sso login", "sso")]
    [InlineData("/credentials", 401, "application/json", "session-ended", "portal")]
    [InlineData("/", 501, "application/xml", "<Code>NotImplemented</Code>", "forward")]
    [InlineData("/bucket", 501, "application/xml", "<Code>NotImplemented</Code>", "forward")]
    public async Task Each_door_answers_it_in_its_own_language(string path, int status, string mediaType, string words, string door)
    {
        using var form = new MultipartFormDataContent { { new StringContent("AssumeRoleWithWebIdentity"), "Action" }, { new StringContent("a token"), "logout_token" } };

        using var answer = await gateway.Client.PostAsync(path, form);

        ((int)answer.StatusCode).ShouldBe(status);
        answer.Content.Headers.ContentType!.MediaType.ShouldBe(mediaType);
        (await answer.Content.ReadAsStringAsync()).ShouldContain(words);
        (await gateway.Audit.NextAsync()).Door.ShouldBe(door);
    }
}
