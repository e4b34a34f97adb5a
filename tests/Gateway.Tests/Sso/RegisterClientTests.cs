using System.Net;
using System.Text;
using Gateway.Tests.Hosting;
using Shouldly;
using Xunit;

namespace Gateway.Tests.Sso;

public sealed class RegisterClientTests(SsoWorld world) : IClassFixture<SsoWorld>
{
    [Theory]
    [InlineData("", 400, "InvalidRequestException", "invalid_request")]
    [InlineData("[]", 400, "InvalidRequestException", "invalid_request")]
    [InlineData("""{"clientType":"public"}""", 400, "InvalidRequestException", "invalid_request")]
    [InlineData("""{"clientName":7,"clientType":"public"}""", 400, "InvalidRequestException", "invalid_request")]
    [InlineData("""{"clientName":"x","clientType":"confidential"}""", 400, "InvalidClientMetadataException", "invalid_client_metadata")]
    [InlineData("""{"clientName":"x","clientType":"public","grantTypes":["password"]}""", 400, "UnsupportedGrantTypeException", "unsupported_grant_type")]
    [InlineData("""{"clientName":"x","clientType":"public","scopes":["everything"]}""", 400, "InvalidScopeException", "invalid_scope")]
    [InlineData("""{"clientName":"x","clientType":"public","redirectUris":["https://evil.example/oauth/callback"]}""", 400, "InvalidRedirectUriException", "invalid_redirect_uri")]
    [InlineData("""{"clientName":"x","clientType":"public","redirectUris":["http://127.0.0.1.evil.example/"]}""", 400, "InvalidRedirectUriException", "invalid_redirect_uri")]
    public async Task What_cannot_be_registered_is_refused_in_the_service_s_own_shape(string body, int status, string exception, string error)
    {
        using var content = new StringContent(body, Encoding.UTF8, "application/x-amz-json-1.1");

        using var answer = await world.Gateway.Client.PostAsync("/sso-oidc/client/register", content);

        ((int)answer.StatusCode).ShouldBe(status);
        answer.Headers.GetValues("x-amzn-ErrorType").ShouldBe([exception]);
        (await answer.JsonAsync()).Text("error").ShouldBe(error);
    }

    [Theory]
    [InlineData(30_000, HttpStatusCode.OK)]
    [InlineData(40_000, HttpStatusCode.BadRequest)]
    public async Task A_body_beyond_any_registration_is_refused(int length, HttpStatusCode status)
    {
        using var content = new StringContent("""{"clientName":"x","clientType":"public"}""".PadRight(length));

        (await world.Gateway.Client.PostAsync("/sso-oidc/client/register", content)).StatusCode.ShouldBe(status);
    }
}
