using System.Text;
using Gateway.Tests.Forwarding;
using Gateway.Tests.Hosting;
using Shouldly;
using Xunit;

namespace Gateway.Tests.Management;

public sealed class RevocationDoorsTests(OperatorGateway shared) : IClassFixture<OperatorGateway>
{
    private static readonly string DemoSubject = Sandbox.Keycloak.ExampleRealm.User("demo").Subject;

    private TestGateway Gateway => shared.Gateway;

    [Fact]
    public async Task A_revoked_session_ends_and_the_answer_says_until_when_that_is_remembered()
    {
        var keys = await ClientKeys.MintAsync(Gateway, claims: claims => claims["sid"] = "by-operator");

        var answer = await shared.RevokeAsync(new { session = "by-operator" });

        ((int)answer.StatusCode).ShouldBe(201);
        var json = await answer.JsonAsync();
        json.Text("kind").ShouldBe("session");
        json.Text("issuer").ShouldBe(Gateway.Keycloak.Issuer);
        json.Text("value").ShouldBe("by-operator");
        json.Text("by").ShouldBe("viewer");
        (json.GetProperty("expires").GetDateTimeOffset() - json.GetProperty("at").GetDateTimeOffset()).ShouldBe(TimeSpan.FromHours(24), TimeSpan.FromSeconds(5));
        var refused = await Gateway.Client.SendAsync(new SignedRequest { Path = "/" }.Sign(Gateway.Url, keys));
        (await refused.Content.ReadAsStringAsync()).ShouldContain("<Code>ExpiredToken</Code>");
    }

    [Theory]
    [InlineData("subject")]
    [InlineData("before")]
    public async Task A_revoked_subject_or_moment_ends_the_logins_up_to_now(string kind)
    {
        await using var gateway = await OperatorGateway.StartAsync();
        var token = gateway.Keycloak.MintAccessToken("demo");
        object body = kind == "subject" ? new { subject = DemoSubject } : new { before = TimeProvider.System.GetUtcNow() };

        await OperatorGateway.SendAsync(gateway, HttpMethod.Post, "/management/revocations", OperatorGateway.OperatorOf(gateway), System.Net.Http.Json.JsonContent.Create(body));

        (await (await gateway.GetAsync("/api/roles", token)).CodeAsync()).ShouldBe("revoked");
    }

    [Fact]
    public async Task The_role_of_another_issuer_s_caller_is_no_operator_s_where_one_is_named()
    {
        const string Operators = "https://sso.example/realms/operators";
        await using var gateway = await OperatorGateway.StartAsync([("Gateway:Issuers:1:Authority", Operators), ("Gateway:Issuers:1:Audience", "gateway"), ("Gateway:Management:Issuer", Operators)]);

        var answer = await OperatorGateway.SendAsync(gateway, HttpMethod.Post, "/management/revocations", OperatorGateway.OperatorOf(gateway), System.Net.Http.Json.JsonContent.Create(new { grant = "orders-reader" }));

        ((int)answer.StatusCode).ShouldBe(403);
        (await answer.CodeAsync()).ShouldBe("not-an-operator");
    }

    [Fact]
    public async Task An_issuer_that_is_named_with_a_slash_at_its_end_is_the_same()
    {
        await using var gateway = await OperatorGateway.StartAsync(configure: builder => builder.Configuration["Gateway:Management:Issuer"] = builder.Configuration["Gateway:Issuers:0:Authority"] + "/");

        var answer = await OperatorGateway.SendAsync(gateway, HttpMethod.Post, "/management/revocations", OperatorGateway.OperatorOf(gateway), System.Net.Http.Json.JsonContent.Create(new { grant = "orders-reader" }));

        answer.IsSuccessStatusCode.ShouldBeTrue();
    }

    [Fact]
    public async Task A_revoked_grant_is_not_listed_any_more()
    {
        await using var gateway = await OperatorGateway.StartAsync();
        var token = gateway.Keycloak.MintAccessToken("demo");

        await OperatorGateway.SendAsync(gateway, HttpMethod.Post, "/management/revocations", OperatorGateway.OperatorOf(gateway), System.Net.Http.Json.JsonContent.Create(new { grant = "orders-reader" }));

        (await (await gateway.GetAsync("/api/roles", token)).JsonAsync()).EnumerateArray().Select(role => role.Text("id")).ShouldBe(["by-arn:111122223333:Legacy", "orders-writer"]);
    }

    [Fact]
    public async Task The_list_has_what_was_revoked()
    {
        await shared.RevokeAsync(new { session = "listed" });

        var list = await (await OperatorGateway.SendAsync(Gateway, HttpMethod.Get, "/management/revocations", shared.Operator)).JsonAsync();

        list.GetProperty("total").GetInt32().ShouldBeGreaterThan(0);
        list.GetProperty("revocations").EnumerateArray().Select(entry => entry.TryGetProperty("value", out var value) ? value.GetString() : null).ShouldContain("listed");
    }

    [Theory]
    [InlineData("{}", "exactly one")]
    [InlineData("""{"subject":"a","session":"b"}""", "exactly one")]
    [InlineData("""{"subjet":"a"}""", "not understood")]
    [InlineData("""{"before":"yesterday"}""", "RFC 3339")]
    [InlineData("""{"before":"2026-11-30T23:45:19"}""", "time zone")]
    [InlineData("""{"before":"2026-11-30"}""", "time zone")]
    [InlineData("""{"before":1764546319}""", "not understood")]
    [InlineData("""{"before":"2999-01-01T00:00:00Z"}""", "future")]
    [InlineData("""{"session":""}""", "1 to 512")]
    [InlineData("""{"session":"a\nb"}""", "control character")]
    [InlineData("""{"session":"a","issuer":"https://elsewhere.example"}""", "not configured")]
    [InlineData("""{"grant":"a","issuer":"https://elsewhere.example"}""", "leave issuer out")]
    [InlineData("null", "null")]
    [InlineData("[", "not understood")]
    public async Task A_wrong_request_is_told_why(string body, string words)
    {
        var answer = await OperatorGateway.SendAsync(Gateway, HttpMethod.Post, "/management/revocations", shared.Operator, new StringContent(body, Encoding.UTF8, "application/json"));

        ((int)answer.StatusCode).ShouldBe(400);
        var problem = await answer.JsonAsync();
        problem.Text("code").ShouldBe("invalid-request");
        problem.Text("detail").ShouldContain(words);
    }

    [Fact]
    public async Task An_encoding_that_nobody_knows_is_told()
    {
        using var body = new ByteArrayContent("""{"session":"a"}"""u8.ToArray());
        body.Headers.TryAddWithoutValidation("Content-Type", "application/json; charset=nonsense");

        var answer = await OperatorGateway.SendAsync(Gateway, HttpMethod.Post, "/management/revocations", shared.Operator, body);

        ((int)answer.StatusCode).ShouldBe(400);
        (await answer.JsonAsync()).Text("detail").ShouldContain("UTF-8");
    }

    [Theory]
    [InlineData(null, 401, "missing-token")]
    [InlineData("nonsense", 401, "invalid-token")]
    [InlineData("demo", 403, "not-an-operator")]
    public async Task Only_an_operator_may(string? who, int status, string code)
    {
        var token = who == "demo" ? Gateway.Keycloak.MintAccessToken("demo") : who;

        var answer = await OperatorGateway.SendAsync(Gateway, HttpMethod.Get, "/management/revocations", token);

        ((int)answer.StatusCode).ShouldBe(status);
        (await answer.CodeAsync()).ShouldBe(code);
    }

    [Fact]
    public async Task A_realm_role_makes_an_operator_as_well()
    {
        var token = Gateway.Keycloak.MintAccessToken("demo", claims => claims["realm_access"] = new System.Text.Json.Nodes.JsonObject { ["roles"] = new System.Text.Json.Nodes.JsonArray("operator") });

        ((int)(await OperatorGateway.SendAsync(Gateway, HttpMethod.Get, "/management/revocations", token)).StatusCode).ShouldBe(200);
    }

    [Fact]
    public async Task Without_a_configured_role_nobody_may()
    {
        await using var gateway = await TestGateway.StartAsync(settings: [("Gateway:Management:Port", "0"), ("Gateway:Management:Address", "http://127.0.0.1")]);

        (await (await OperatorGateway.SendAsync(gateway, HttpMethod.Get, "/management/revocations", OperatorGateway.OperatorOf(gateway))).CodeAsync()).ShouldBe("not-an-operator");
    }

    [Fact]
    public async Task An_operator_who_was_revoked_may_not_either()
    {
        await using var gateway = await OperatorGateway.StartAsync();
        var token = OperatorGateway.OperatorOf(gateway);
        await OperatorGateway.SendAsync(gateway, HttpMethod.Post, "/management/revocations", token, System.Net.Http.Json.JsonContent.Create(new { before = TimeProvider.System.GetUtcNow() }));

        (await (await OperatorGateway.SendAsync(gateway, HttpMethod.Get, "/management/revocations", token)).CodeAsync()).ShouldBe("revoked");
    }

    [Fact]
    public async Task The_audit_record_says_who_revoked_what()
    {
        await using var gateway = await OperatorGateway.StartAsync();
        await OperatorGateway.SendAsync(gateway, HttpMethod.Post, "/management/revocations", OperatorGateway.OperatorOf(gateway), System.Net.Http.Json.JsonContent.Create(new { grant = "orders-reader" }));

        var entry = await gateway.Audit.NextAsync();

        entry.Door.ShouldBe("management");
        entry.Action.ShouldBe("revoke");
        entry.Identity!.Name.ShouldBe("viewer");
        entry.Revoked.ShouldBe("grant orders-reader");
    }

    private static string OperatorOf(TestGateway gateway) =>
        gateway.Keycloak.MintAccessToken("viewer", claims => claims["roles"] = new System.Text.Json.Nodes.JsonArray("operator"));
}
