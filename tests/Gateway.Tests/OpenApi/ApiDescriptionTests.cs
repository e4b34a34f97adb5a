using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Gateway.Health;
using Gateway.Hosting;
using Gateway.Issuing.Api;
using Gateway.Issuing.Container;
using Gateway.Management;
using Gateway.Sso.Assignments;
using Gateway.Sso.Oidc;
using Gateway.Tests.Hosting;
using Gateway.Tests.Management;
using Json.Schema;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.OpenApi;
using Shouldly;
using Xunit;

namespace Gateway.Tests.OpenApi;

/// <summary>The API description is written by hand: it is held to the doors and to what they answer.</summary>
public sealed class ApiDescriptionTests(OperatorGateway shared) : IClassFixture<OperatorGateway>
{
    // Pages, what catches the rest, and what has a format of its own.
    private static readonly string[] NotDescribed =
        ["GET /", "HEAD /", "ANY {**path}", "GET /openapi/v1.json", "HEAD /openapi/v1.json", "ANY /metrics", "GET /authorize"];

    private static readonly JsonSerializerOptions Web = new(JsonSerializerDefaults.Web) { TypeInfoResolver = new DefaultJsonTypeInfoResolver() };

    private TestGateway Gateway => shared.Gateway;

    public static TheoryData<string, Type> Answers => new()
    {
        { "Role", typeof(RoleDescription) },
        { "StepUp", typeof(StepUpDescription) },
        { "Credentials", typeof(Gateway.Issuing.Api.CredentialsAnswer) },
        { "ProcessCredentials", typeof(ProcessCredentialsAnswer) },
        { "ContainerError", typeof(ContainerDoor.Error) },
        { "ContainerCredentials", typeof(ContainerDoor.Answer) },
        { "Login", typeof(LoginAnswer) },
        { "Configuration", typeof(ConfigurationDoor.Answer) },
        { "Issuer", typeof(ConfigurationDoor.IssuerAnswer) },
        { "Live", typeof(LiveAnswer) },
        { "OAuthError", typeof(OidcError.Body) },
        { "SsoError", typeof(SsoError.Body) },
        { "Readiness", typeof(ReadinessReport) },
        { "Revocation", typeof(RevocationAnswer) },
        { "Revocations", typeof(RevocationListAnswer) },
        { "RevocationRequest", typeof(RevocationRequest) },
        { "OidcClient", typeof(RegisterClientDoor.Answer) },
        { "DeviceAuthorization", typeof(StartDeviceAuthorizationDoor.Answer) },
        { "SsoToken", typeof(CreateTokenDoor.Answer) },
        { "Accounts", typeof(AssignmentDoors.AccountsAnswer) },
        { "AccountRoles", typeof(AssignmentDoors.RolesAnswer) },
        { "RoleCredentials", typeof(Gateway.Sso.Assignments.CredentialsAnswer) },
    };

    /// <summary>What is asked (method, target, and what is sent), by whom (null: nobody), and the status and door by which the answer is described.</summary>
    public static TheoryData<string, string?, string?, int, string> Asked => new()
    {
        { "GET /api/roles?stepUp=true", null, "demo", 200, "/api/roles" },
        { "GET /api/credentials?role=orders-reader", null, "demo", 200, "/api/credentials" },
        { "GET /api/credentials?role=orders-reader&mode=forward", null, "demo", 200, "/api/credentials" },
        { "GET /api/process-credentials?role=orders-reader", null, "demo", 200, "/api/process-credentials" },
        { "GET /api/login?role=orders-reader", null, "demo", 200, "/api/login" },
        { "GET /api/credentials?role=nobody", null, "demo", 403, "/api/credentials" },
        { "GET /api/credentials?duration=1", null, "demo", 400, "/api/credentials" },
        { "GET /api/roles", null, null, 401, "/api/roles" },
        { "GET /container/credentials?role=orders-reader", null, "demo", 200, "/container/credentials" },
        { "GET /container/credentials?role=nobody", null, null, 401, "/container/credentials" },
        { "GET /api/configuration", null, null, 200, "/api/configuration" },
        { "GET /livez", null, null, 200, "/livez" },
        { "GET /readyz", null, null, 200, "/readyz" },
        { "POST /", "Action=AssumeRoleWithWebIdentity", null, 400, "/" },
        { "POST /sts", "Action=GetCallerIdentity", null, 403, "/sts" },
        { "POST /signout-backchannel", "logout_token=none", null, 400, "/signout-backchannel" },
        { "POST /device", "request=none", null, 400, "/device" },
        { "GET /device?request=none", null, null, 400, "/device" },
        { "GET /sso-oidc/authorize?client_id=none", null, null, 400, "/sso-oidc/authorize" },
        { "POST /sso-oidc/client/register", "{}", null, 400, "/sso-oidc/client/register" },
        { "POST /sso-oidc/client/register", """{"clientName":"a test","clientType":"public"}""", null, 200, "/sso-oidc/client/register" },
        { "POST /sso-oidc/device_authorization", """{"clientId":"a","clientSecret":"b"}""", null, 401, "/sso-oidc/device_authorization" },
        { "POST /sso-oidc/token", """{"clientId":"a","clientSecret":"b"}""", null, 401, "/sso-oidc/token" },
        { "GET /sso/assignment/accounts", null, "demo", 200, "/sso/assignment/accounts" },
        { "GET /sso/assignment/accounts", null, null, 401, "/sso/assignment/accounts" },
        { "GET /sso/assignment/roles?account_id=111122223333", null, "demo", 200, "/sso/assignment/roles" },
        { "GET /sso/assignment/roles?account_id=000000000000", null, "demo", 404, "/sso/assignment/roles" },
        { "GET /sso/federation/credentials?account_id=111122223333&role_name=OrdersReader", null, "demo", 200, "/sso/federation/credentials" },
        { "GET /sso/credentials/federation/credentials?role_name=OrdersReader", null, "demo", 400, "/sso/credentials/federation/credentials" },
        { "GET /management/revocations", null, "demo", 403, "/management/revocations" },
        { "GET /management/revocations", null, "operator", 200, "/management/revocations" },
        { "POST /management/revocations", "{}", "operator", 400, "/management/revocations" },
        { "POST /management/revocations", """{"grant":"of-nobody"}""", "operator", 201, "/management/revocations" },
        { "POST /management/revocations", "{}", null, 401, "/management/revocations" },
    };

    [Fact]
    public async Task The_description_is_good_OpenAPI_3_1()
    {
        var read = OpenApiDocument.Parse(await Gateway.Client.GetStringAsync("/openapi/v1.json"), "json");

        read.Diagnostic!.SpecificationVersion.ShouldBe(OpenApiSpecVersion.OpenApi3_1);
        read.Diagnostic.Errors.ShouldBeEmpty();
        read.Diagnostic.Warnings.ShouldBeEmpty();
    }

    [Fact]
    public async Task Every_door_is_described_and_nothing_else()
    {
        var described = (await DescriptionAsync())["paths"]!.AsObject()
            .SelectMany(path => path.Value!.AsObject().Select(operation => $"{operation.Key.ToUpperInvariant()} {path.Key}"));
        var doors = Gateway.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .SelectMany(door => (door.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? ["ANY"]).Select(method => $"{method} {door.RoutePattern.RawText}")).ToList();

        NotDescribed.ShouldBeSubsetOf(doors);
        described.Order(StringComparer.Ordinal).ShouldBe(doors.Except(NotDescribed, StringComparer.Ordinal).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Every_reference_leads_somewhere_and_everything_is_referred_to()
    {
        var description = await DescriptionAsync();
        var references = Nodes(description).OfType<JsonObject>().Select(node => node["$ref"]?.GetValue<string>()).OfType<string>().Distinct(StringComparer.Ordinal);
        var components = description["components"]!.AsObject().Where(kind => kind.Key != "securitySchemes")
            .SelectMany(kind => kind.Value!.AsObject().Select(component => $"#/components/{kind.Key}/{component.Key}"));

        references.Order(StringComparer.Ordinal).ShouldBe(components.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Every_example_fits_its_schema()
    {
        var description = await DescriptionAsync();
        var examples = Nodes(description).OfType<JsonObject>().Where(node => node.ContainsKey("example") && node.ContainsKey("schema")).ToList();

        examples.Count.ShouldBeGreaterThan(20);
        foreach (var example in examples)
        {
            Fits(description, example["schema"]!, example["example"]!).ShouldBeTrue(example.ToJsonString());
        }
    }

    [Theory]
    [MemberData(nameof(Answers))]
    public async Task A_schema_has_the_members_of_the_answer_and_requires_those_that_are_always_there(string schema, Type answer)
    {
        var described = (await DescriptionAsync())["components"]!["schemas"]![schema]!;
        var members = Web.GetTypeInfo(answer).Properties;

        described["properties"]!.AsObject().Select(member => member.Key).ShouldBe(members.Select(member => member.Name), ignoreOrder: true);
        if (answer != typeof(RevocationRequest))
        {
            (described["required"]?.AsArray() ?? []).Select(name => name!.GetValue<string>())
                .ShouldBe(members.Where(member => !member.AttributeProvider!.IsDefined(typeof(JsonIgnoreAttribute), inherit: true)).Select(member => member.Name), ignoreOrder: true);
        }
    }

    [Theory]
    [MemberData(nameof(Answers))]
    public void What_is_answered_is_written_without_reflection(string schema, Type answer) => AnswerJson.Default.GetTypeInfo(answer).ShouldNotBeNull(schema);

    [Theory]
    [MemberData(nameof(Asked))]
    public async Task A_door_answers_as_it_is_described(string asked, string? sent, string? caller, int status, string door)
    {
        var answer = await AskAsync(asked, sent, caller);
        var description = await DescriptionAsync();
        var response = description["paths"]![door]![asked.Split(' ')[0].ToLowerInvariant()]!["responses"]![status.ToString()].ShouldNotBeNull();
        response = response["$ref"] is { } reference ? description["components"]!["responses"]![reference.GetValue<string>().Split('/')[^1]]! : response;

        var body = await answer.Content.ReadAsStringAsync();
        ((int)answer.StatusCode).ShouldBe(status, body);
        var content = response["content"]![answer.Content.Headers.ContentType!.MediaType!].ShouldNotBeNull();
        if (content["schema"]!["type"]?.GetValue<string>() != "string")
        {
            Fits(description, content["schema"]!, JsonNode.Parse(body)!).ShouldBeTrue(body);
        }

        foreach (var (header, _) in response["headers"]?.AsObject() ?? [])
        {
            answer.Headers.Contains(header).ShouldBeTrue(header);
        }
    }

    private async Task<HttpResponseMessage> AskAsync(string asked, string? sent, string? caller)
    {
        var (method, target) = (asked.Split(' ')[0], asked.Split(' ')[1]);
        using var request = new HttpRequestMessage(new HttpMethod(method), (target.StartsWith("/management/", StringComparison.Ordinal) ? Gateway.ManagementUrl : Gateway.Url) + target);
        request.Content = sent is null ? null : new StringContent(sent, Encoding.UTF8, sent.StartsWith('{') ? "application/json" : "application/x-www-form-urlencoded");
        if (caller is not null)
        {
            var token = caller == "operator" ? shared.Operator : Gateway.Keycloak.MintAccessToken(caller);
            request.Headers.Authorization = new("Bearer", token);
            request.Headers.Add("x-amz-sso_bearer_token", token);
        }

        return await Gateway.Client.SendAsync(request);
    }

    private async Task<JsonNode> DescriptionAsync() => JsonNode.Parse(await Gateway.Client.GetStringAsync("/openapi/v1.json"))!;

    private static bool Fits(JsonNode description, JsonNode schema, JsonNode value)
    {
        var whole = new JsonObject { ["$ref"] = "#/$defs/asked", ["$defs"] = description["components"]!["schemas"]!.DeepClone() };
        whole["$defs"]!["asked"] = schema.DeepClone();
        return JsonSchema.FromText(whole.ToJsonString().Replace("#/components/schemas/", "#/$defs/", StringComparison.Ordinal))
            .Evaluate(JsonSerializer.SerializeToElement(value)).IsValid;
    }

    private static IEnumerable<JsonNode> Nodes(JsonNode node) => (node switch
    {
        JsonObject members => members.Select(member => member.Value),
        JsonArray items => items,
        _ => [],
    }).OfType<JsonNode>().SelectMany(Nodes).Prepend(node);
}
