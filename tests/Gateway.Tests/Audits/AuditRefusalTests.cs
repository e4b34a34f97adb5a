using System.Net.Http.Json;
using System.Text.Json;
using System.Web;
using Gateway.Auditing;
using Gateway.Sandbox.Keycloak;
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

    private readonly StubbornSink sink = new();
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

    [Fact]
    public async Task It_is_live_and_not_ready_and_names_the_sink()
    {
        (await gateway.Client.GetAsync("/livez")).EnsureSuccessStatusCode();
        var ready = await gateway.Client.GetAsync("/readyz");

        ((int)ready.StatusCode).ShouldBe(503);
        var report = await ready.JsonAsync();
        Texts(report, "missing").ShouldBe(["audit: 100 records wait for stubborn, which is as many as may: requests are refused"]);
        Texts(report, "warnings").ShouldBeEmpty();
    }

    [Fact]
    public async Task Of_a_failing_sink_the_cause_is_told_until_it_takes_records_again_and_it_is_ready()
    {
        sink.Fails = true;
        sink.Unblock();
        await Waiting.UntilAsync(async () => Texts(await ReadyAsync(), "missing").Any(missing => missing.EndsWith(": No space left on device", StringComparison.Ordinal)));

        sink.Fails = false;
        await Waiting.UntilAsync(async () => (await gateway.Client.GetAsync("/readyz")).IsSuccessStatusCode && Texts(await ReadyAsync(), "warnings").Count == 0);
    }

    [Fact]
    public async Task Refusals_are_counted()
    {
        await gateway.GetAsync("/api/roles", token);

        gateway.Services.GetRequiredService<AuditRecorder>().Refusals.ShouldBe(1);
    }

    [Fact]
    public async Task What_is_refused_is_recorded_by_every_sink_that_has_room()
    {
        await gateway.GetAsync("/api/roles", token: "no token");
        await gateway.GetAsync("/api/roles", token);

        // A record follows its answer, so that of the second call may come first.
        string?[] reasons = [(await NextRefusedAsync()).Reason, (await NextRefusedAsync()).Reason];
        reasons.ShouldBe(["invalid-token", "audit-unavailable"], ignoreOrder: true);
        var queues = gateway.Services.GetRequiredService<AuditRecorder>().Queues;
        await Waiting.UntilAsync(() => Task.FromResult(queues.All(queue => queue.Dropped == (queue.Name == sink.Name ? 2 : 0))));
    }

    [Fact]
    public async Task Calls_pass_again_when_the_records_are_written()
    {
        (await gateway.GetAsync("/api/roles", token)).StatusCode.ShouldBe(System.Net.HttpStatusCode.ServiceUnavailable);
        sink.Unblock();

        using var timeout = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (!(await gateway.GetAsync("/api/roles", token)).IsSuccessStatusCode)
        {
            await Task.Delay(20, timeout.Token);
        }
    }

    private static async Task ShouldBePageAsync(HttpResponseMessage answer)
    {
        ((int)answer.StatusCode).ShouldBe(503);
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("text/html");
        (await answer.Content.ReadAsStringAsync()).ShouldContain("The gateway cannot record this request at the moment");
    }

    private async Task ShouldBeCountedAsync()
    {
        (await NextRefusedAsync()).Reason.ShouldBe("audit-unavailable");
        gateway.Services.GetRequiredService<AuditRecorder>().Refusals.ShouldBe(1);
    }

    private async Task<AuditEntry> NextRefusedAsync()
    {
        while (true)
        {
            if (await gateway.Audit.NextAsync() is { Reason: not null } entry)
            {
                return entry;
            }
        }
    }

    private async Task<JsonElement> ReadyAsync() => await (await gateway.Client.GetAsync("/readyz")).JsonAsync();

    private static IReadOnlyList<string> Texts(JsonElement report, string name) => [.. report.GetProperty(name).EnumerateArray().Select(text => text.GetString()!)];

    public async ValueTask InitializeAsync()
    {
        gateway = await TestGateway.StartAsync(settings:
        [
            ("Gateway:Audit:QueueLength", "100"), ("Gateway:Limits:ConcurrentRequests", "50"), ("Gateway:Portal:ClientId", "portal"),
            ("Gateway:Portal:ClientSecret", ExampleRealm.Clients.Single(known => known.ClientId == "portal").Secret!),
        ], configure: builder => builder.Services.AddSingleton<IAuditSink>(sink));
        keys = await ClientKeys.MintAsync(gateway);
        token = gateway.Keycloak.MintAccessToken("demo");
        await BeginLoginsAsync();
        var queues = gateway.Services.GetRequiredService<AuditRecorder>().Queues;
        var queue = queues.Single(queue => queue.Name == sink.Name);
        using var timeout = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (queue.Taken > 0)
        {
            await Task.Delay(5, timeout.Token);
        }

        // A hundred records that cannot be written take all places. The other sinks gather theirs for a moment, in which they must not run out of places.
        sink.Block();
        while (queue.Taken < 100)
        {
            for (var i = 0; i < 20 && queue.Taken < 100; i++)
            {
                await gateway.GetAsync("/api/roles", token);
            }

            await Waiting.UntilAsync(() => Task.FromResult(queues.All(other => other == queue || other.Taken == 0)));
        }
    }

    /// <summary>What people are in the middle of when the places run out.</summary>
    private async Task BeginLoginsAsync()
    {
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
        sink.Unblock();
        return gateway.DisposeAsync();
    }
}
