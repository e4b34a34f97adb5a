using Gateway.Issuing;
using Gateway.Sandbox.Keycloak;
using Gateway.Sso;
using Gateway.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace Gateway.Tests.Audits;

/// <summary>A fault of the gateway's own is told in each door's language, with the request id that the record and the log have.</summary>
public sealed class FaultTests : IAsyncLifetime
{
    private TestGateway gateway = null!;

    // Whoever comes to a door with a token, or begins a login, meets a fault.
    public async ValueTask InitializeAsync() => gateway = await TestGateway.StartAsync(
        settings: [("Gateway:Portal:ClientId", "portal"), ("Gateway:Portal:ClientSecret", ExampleRealm.Clients.Single(client => client.ClientId == "portal").Secret!)],
        configure: builder =>
        {
            builder.Services.AddSingleton<Admission>(_ => throw new InvalidOperationException("broken by a test"));
            builder.Services.AddSingleton<SsoLimits>(_ => throw new InvalidOperationException("broken by a test"));
        });

    public ValueTask DisposeAsync() => gateway.DisposeAsync();

    [Theory]
    [InlineData("/", "sts-forward")]
    [InlineData("/sts", "sts-real")]
    public async Task STS_tells_of_it_in_its_XML(string path, string door)
    {
        using var form = new FormUrlEncodedContent(new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["Action"] = "AssumeRoleWithWebIdentity",
            ["RoleArn"] = TestPolicy.ReaderArn,
            ["WebIdentityToken"] = "x",
        });

        using var answer = await gateway.Client.PostAsync(path, form);

        answer.Content.Headers.ContentType!.MediaType.ShouldBe("text/xml");
        var id = await ShouldBeOnRecordAsync(answer, door);
        answer.Headers.GetValues("x-amzn-RequestId").ShouldBe([id]);
        var xml = await answer.Content.ReadAsStringAsync();
        xml.ShouldContain("<Type>Receiver</Type><Code>InternalFailure</Code>");
        xml.ShouldContain($"<RequestId>{id}</RequestId>");
    }

    [Fact]
    public async Task The_container_provider_tells_of_it_in_its_shape()
    {
        using var answer = await gateway.GetAsync("/container/credentials?role=orders-reader", "x");

        var id = await ShouldBeOnRecordAsync(answer, "container");
        var json = await answer.JsonAsync();
        (json.Text("code"), json.Text("requestId")).ShouldBe(("InternalFailure", id));
        json.Text("message").ShouldContain("its log has the cause");
    }

    [Theory]
    [InlineData("GET", "/sso/assignment/accounts")]
    [InlineData("POST", "/sso/logout")]
    public async Task The_SSO_door_tells_of_it_in_its_shape(string method, string path)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        request.Headers.Add("x-amz-sso_bearer_token", "x");

        using var answer = await gateway.Client.SendAsync(request);

        var id = await ShouldBeOnRecordAsync(answer, "sso");
        answer.Headers.GetValues("x-amzn-RequestId").ShouldBe([id]);
        answer.Headers.GetValues("x-amzn-ErrorType").ShouldBe(["InternalServerException"]);
        (await answer.JsonAsync()).Text("message").ShouldContain("its log has the cause");
    }

    [Fact]
    public async Task The_OIDC_door_tells_of_it_in_its_shape()
    {
        using var body = new StringContent("""{"clientName":"x","clientType":"public"}""");

        using var answer = await gateway.Client.PostAsync("/sso-oidc/client/register", body);

        // Broken before the door was named.
        var id = await ShouldBeOnRecordAsync(answer, "unknown");
        answer.Headers.GetValues("x-amzn-RequestId").ShouldBe([id]);
        answer.Headers.GetValues("x-amzn-ErrorType").ShouldBe(["InternalServerException"]);
        var json = await answer.JsonAsync();
        json.Text("error").ShouldBe("server_error");
        json.Text("error_description").ShouldContain("its log has the cause");
    }

    [Theory]
    [InlineData("GET", "/authorize", "unknown")]
    [InlineData("GET", "/sso-oidc/authorize", "unknown")]
    [InlineData("POST", "/device", "sso-oidc")]
    [InlineData("GET", "/signin", "unknown")]
    public async Task A_browser_is_told_of_it_by_a_page(string method, string path, string door)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path);

        using var answer = await gateway.Client.SendAsync(request);

        answer.Content.Headers.ContentType!.MediaType.ShouldBe("text/html");
        var id = await ShouldBeOnRecordAsync(answer, door);
        (await answer.Content.ReadAsStringAsync()).ShouldContain(id);
    }

    [Fact]
    public async Task The_issuer_tells_of_it_by_a_problem()
    {
        using var answer = await gateway.GetAsync("/api/roles", "x");

        var id = await ShouldBeOnRecordAsync(answer, "roles");
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
        var problem = await answer.JsonAsync();
        (problem.Text("code"), problem.Text("requestId"), problem.Text("title")).ShouldBe(("internal-error", id, "The gateway failed"));
    }

    /// <summary>The id of the request, by which record, answer and log are joined.</summary>
    private async Task<string> ShouldBeOnRecordAsync(HttpResponseMessage answer, string door)
    {
        ((int)answer.StatusCode).ShouldBe(500);
        var record = await gateway.Audit.NextAsync();
        (record.Door, record.Reason, record.Outcome).ShouldBe((door, "internal-error", "failed"));
        record.RequestId.ShouldBe(answer.Headers.GetValues("X-Gateway-Request-Id").Single());
        gateway.Logs.Text.ShouldContain(record.RequestId);
        return record.RequestId;
    }
}
