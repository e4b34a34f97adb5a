using System.Net.Http.Json;
using System.Text.Json;
using System.Web;
using Gateway.Auditing;
using Gateway.Tests.Forwarding;
using Gateway.Tests.Hosting;
using Gateway.Tests.Portal;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace Gateway.Tests.Audits;

/// <summary>What is not recorded does not happen: every door refuses, in its own language, while no record has a place.</summary>
public sealed class AuditRefusalTests : IAsyncLifetime
{
    private const string Redirect = "http://127.0.0.1/oauth/callback";

    private FullAuditQueue full = null!;
    private TestGateway gateway = null!;
    private PortalBrowser signedIn = null!;
    private PortalBrowser signingIn = null!;
    private Uri callback = null!;
    private JsonElement client;
    private string deviceLink = null!;
    private ClientKeys keys = null!;
    private string token = null!;

    [Fact]
    public async Task S3_is_refused_as_S3_refuses_and_nothing_goes_out()
    {
        var answer = await gateway.Client.SendAsync(new SignedRequest { Path = "/" }.Sign(gateway.Url, keys));

        ((int)answer.StatusCode).ShouldBe(503);
        (await answer.Content.ReadAsStringAsync()).ShouldContain("<Code>ServiceUnavailable</Code>");
        gateway.Aws.RequestCount.ShouldBe(0);
    }

    [Fact]
    public async Task DynamoDB_is_refused_in_its_JSON()
    {
        var answer = await gateway.Client.SendAsync(SignedRequest.DynamoDb("ListTables", "{}").Sign(gateway.Url, keys));

        ((int)answer.StatusCode).ShouldBe(503);
        answer.Headers.GetValues("x-amzn-ErrorType").Single().ShouldStartWith("ServiceUnavailable");
        gateway.Aws.RequestCount.ShouldBe(0);
    }

    [Theory]
    [InlineData("/api/roles")]
    [InlineData("/api/credentials?role=orders-reader")]
    [InlineData("/api/process-credentials?role=orders-reader")]
    [InlineData("/api/login?role=orders-reader")]
    public async Task The_issuer_is_refused_by_a_problem(string path)
    {
        var answer = await gateway.GetAsync(path, token);

        ((int)answer.StatusCode).ShouldBe(503);
        (await answer.CodeAsync()).ShouldBe("audit-unavailable");
        gateway.Aws.RequestCount.ShouldBe(0);
    }

    [Fact]
    public async Task The_container_provider_is_refused_in_its_shape()
    {
        var answer = await gateway.GetAsync("/container/credentials?role=orders-reader", token);

        ((int)answer.StatusCode).ShouldBe(503);
        (await answer.CodeAsync()).ShouldBe("ServiceUnavailable");
    }

    [Theory]
    [InlineData("GET", "/sso/assignment/accounts")]
    [InlineData("GET", "/sso/assignment/roles?account_id=111122223333")]
    [InlineData("GET", "/sso/federation/credentials?account_id=111122223333&role_name=OrdersReader")]
    [InlineData("GET", "/sso/credentials/federation/credentials?account_id=111122223333&role_name=OrdersReader")]
    public async Task The_SSO_door_is_refused_in_its_shape(string method, string path)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        request.Headers.Add("x-amz-sso_bearer_token", token);

        var answer = await gateway.Client.SendAsync(request);

        ((int)answer.StatusCode).ShouldBe(503);
        answer.Headers.GetValues("x-amzn-ErrorType").ShouldBe(["ServiceUnavailableException"]);
    }

    [Theory]
    [InlineData("/sso-oidc/client/register")]
    [InlineData("/sso-oidc/device_authorization")]
    [InlineData("/sso-oidc/token")]
    public async Task The_OIDC_door_is_refused_in_its_shape(string path)
    {
        using var body = JsonContent.Create(new
        {
            clientName = "x",
            clientType = "public",
            clientId = client.Text("clientId"),
            clientSecret = client.Text("clientSecret"),
            startUrl = gateway.Url,
            grantType = "refresh_token",
            refreshToken = "x",
        });

        var answer = await gateway.Client.PostAsync(path, body);

        ((int)answer.StatusCode).ShouldBe(503);
        answer.Headers.GetValues("x-amzn-ErrorType").ShouldBe(["InternalServerException"]);
        answer.Headers.GetValues("x-amzn-RequestId").ShouldBe(answer.Headers.GetValues("X-Gateway-Request-Id"));
        (await answer.JsonAsync()).Text("error").ShouldBe("temporarily_unavailable");
        await ShouldBeCountedAsync();
    }

    [Theory]
    [InlineData("/authorize")]
    [InlineData("/sso-oidc/authorize")]
    public async Task A_code_login_goes_back_to_its_client_with_the_error(string path)
    {
        var query = $"client_id={client.Text("clientId")}&redirect_uri={Redirect}&response_type=code&code_challenge_method=S256&code_challenge={new string('A', 43)}&state=s";

        using var answer = await signingIn.StepAsync(new Uri($"{gateway.Url}{path}?{query}"));

        answer.Headers.Location!.AbsoluteUri.ShouldStartWith(Redirect + "?error=temporarily_unavailable&error_description=The%20gateway%20cannot%20record");
        answer.Headers.Location.Query.ShouldEndWith("&state=s");
        await ShouldBeCountedAsync();
    }

    [Fact]
    public async Task The_confirmation_of_a_device_is_refused_by_a_page()
    {
        var query = HttpUtility.ParseQueryString(new Uri(deviceLink).Query);

        using var answer = await signingIn.PostBareAsync("/device", ("request", query["request"]!), ("user_code", query["user_code"]!));

        await ShouldBePageAsync(answer);
        await ShouldBeCountedAsync();
    }

    [Fact]
    public async Task A_page_of_the_portal_is_refused_by_a_page()
    {
        using var answer = await signedIn.StepAsync(signedIn.Gateway);

        await ShouldBePageAsync(answer);
        await ShouldBeCountedAsync();
    }

    [Fact]
    public async Task A_sign_in_to_the_portal_is_refused_by_a_page_that_does_not_blame_the_browser()
    {
        using var answer = await signingIn.StepAsync(callback);

        await ShouldBePageAsync(answer);
        await ShouldBeCountedAsync();
        signingIn.CookieText.ShouldNotContain("gateway-portal");
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/sts")]
    public async Task STS_is_refused_in_its_XML(string path)
    {
        var answer = await gateway.Client.PostAsync(path, new FormUrlEncodedContent(new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["Action"] = "AssumeRoleWithWebIdentity",
            ["Version"] = "2011-06-15",
            ["RoleArn"] = TestPolicy.ReaderArn,
            ["RoleSessionName"] = "x",
            ["WebIdentityToken"] = token,
        }));

        ((int)answer.StatusCode).ShouldBe(503);
        (await answer.Content.ReadAsStringAsync()).ShouldContain("<Code>ServiceUnavailable</Code>");
        gateway.Aws.RequestCount.ShouldBe(0);
    }

    private static async Task ShouldBePageAsync(HttpResponseMessage answer)
    {
        ((int)answer.StatusCode).ShouldBe(503);
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("text/html");
        (await answer.Content.ReadAsStringAsync()).ShouldContain("The gateway cannot record this request at the moment");
    }

    private async Task ShouldBeCountedAsync()
    {
        (await full.NextRefusedAsync()).Reason.ShouldBe("audit-unavailable");
        gateway.Services.GetRequiredService<AuditRecorder>().Refusals.ShouldBe(1);
    }

    public async ValueTask InitializeAsync()
    {
        full = await FullAuditQueue.StartAsync(BeginLoginsAsync);
        token = full.Token;
    }

    /// <summary>What people are in the middle of when the places run out.</summary>
    private async Task BeginLoginsAsync(TestGateway started)
    {
        gateway = started;
        keys = await ClientKeys.MintAsync(gateway);
        signedIn = await PortalBrowser.SignedInAsync(gateway);
        signingIn = new PortalBrowser(gateway.Url);
        callback = await signingIn.UpToCallbackAsync();
        using var registration = JsonContent.Create(new { clientName = "a laptop", clientType = "public", redirectUris = new[] { Redirect } });
        client = await (await gateway.Client.PostAsync("/sso-oidc/client/register", registration)).JsonAsync();
        using var device = JsonContent.Create(new { clientId = client.Text("clientId"), clientSecret = client.Text("clientSecret"), startUrl = gateway.Url });
        deviceLink = (await (await gateway.Client.PostAsync("/sso-oidc/device_authorization", device)).JsonAsync()).Text("verificationUriComplete");
    }

    public ValueTask DisposeAsync()
    {
        signedIn.Dispose();
        signingIn.Dispose();
        return full.DisposeAsync();
    }
}
