using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
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
        ["GET /", "ANY /api/{**path}", "ANY {**path}", "GET /openapi/v1.json", "ANY /metrics", "GET /authorize"];

    private TestGateway Gateway => shared.Gateway;

    public static TheoryData<string, Type> Answers => new()
    {
        { "Role", typeof(RoleDescription) },
        { "StepUp", typeof(StepUpDescription) },
        { "Credentials", typeof(Gateway.Issuing.Api.CredentialsAnswer) },
        { "ProcessCredentials", typeof(ProcessCredentialsAnswer) },
        { "ContainerCredentials", typeof(ContainerDoor.Answer) },
        { "Login", typeof(LoginAnswer) },
        { "Configuration", typeof(ConfigurationDoor.Answer) },
        { "Issuer", typeof(ConfigurationDoor.IssuerAnswer) },
        { "Readiness", typeof(Gateway.Health.ReadinessReport) },
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

    /// <summary>A door, the caller (null: nobody), the status and the schema that its answer must fit.</summary>
    public static TheoryData<string, string?, int, string> Asked => new()
    {
        { "/api/roles?stepUp=true", "demo", 200, "/api/roles" },
        { "/api/credentials?role=orders-reader", "demo", 200, "/api/credentials" },
        { "/api/credentials?role=orders-reader&mode=forward", "demo", 200, "/api/credentials" },
        { "/api/process-credentials?role=orders-reader", "demo", 200, "/api/process-credentials" },
        { "/api/login?role=orders-reader", "demo", 200, "/api/login" },
        { "/api/credentials?role=nobody", "demo", 403, "/api/credentials" },
        { "/api/credentials?duration=1", "demo", 400, "/api/credentials" },
        { "/api/roles", null, 401, "/api/roles" },
        { "/container/credentials?role=nobody", null, 401, "/container/credentials" },
        { "/api/configuration", null, 200, "/api/configuration" },
        { "/livez", null, 200, "/livez" },
        { "/readyz", null, 200, "/readyz" },
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
            .SelectMany(door => (door.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? ["ANY"]).Select(method => $"{method} {door.RoutePattern.RawText}"));

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
    public async Task A_schema_has_the_members_of_the_answer(string schema, Type answer)
    {
        var described = (await DescriptionAsync())["components"]!["schemas"]![schema]!;
        var members = new JsonSerializerOptions(JsonSerializerDefaults.Web) { TypeInfoResolver = new DefaultJsonTypeInfoResolver() }.GetTypeInfo(answer).Properties;

        described["properties"]!.AsObject().Select(member => member.Key).ShouldBe(members.Select(member => member.Name), ignoreOrder: true);
    }

    [Theory]
    [MemberData(nameof(Asked))]
    public async Task A_door_answers_as_it_is_described(string target, string? caller, int status, string path)
    {
        var answer = await Gateway.GetAsync(target, caller is null ? null : Gateway.Keycloak.MintAccessToken(caller));
        var description = await DescriptionAsync();
        var response = description["paths"]![path]!["get"]!["responses"]![status.ToString()];
        response = response!["$ref"] is { } reference ? description["components"]!["responses"]![reference.GetValue<string>().Split('/')[^1]]! : response;

        ((int)answer.StatusCode).ShouldBe(status);
        var content = response["content"]![answer.Content.Headers.ContentType!.MediaType!];
        var body = await answer.Content.ReadAsStringAsync();
        Fits(description, content.ShouldNotBeNull()["schema"]!, JsonNode.Parse(body)!).ShouldBeTrue(body);
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
