using System.Text.Json;
using System.Text.Json.Nodes;
using Gateway.Identity;
using Gateway.Policies;
using Gateway.Sandbox.Keycloak;
using Gateway.Tests.Hosting;
using Shouldly;
using Xunit;

namespace Gateway.Tests.Policies;

/// <summary>The policies that ship, for the people and the service account of the realm that ships: what docs and compose file promise them, they have.</summary>
public sealed class ExampleRealmTests
{
    private const string Legacy = "by-arn:111122223333:Legacy";

    private static readonly JsonObject Realm = JsonNode.Parse(Repository.Read("keycloak/example-realm.json"))!.AsObject();

    [Theory]
    [InlineData("small-team.yaml", "demo", null, Legacy, "orders-reader", "orders-writer")]
    [InlineData("small-team.yaml", "viewer", null, "analyst")]
    [InlineData("small-team.yaml", "suspended", "suspended")]
    [InlineData("small-team.yaml", "service-account-ci", null, "orders-reader")]
    [InlineData("ci-workloads.yaml", "demo", null)]
    [InlineData("ci-workloads.yaml", "viewer", null)]
    [InlineData("ci-workloads.yaml", "suspended", null)]
    [InlineData("ci-workloads.yaml", "service-account-ci", null, "nightly-report")]
    public void Shipped_policy_gives_a_user_of_the_shipped_realm_these_roles_and_none_that_cannot_be_used(string policy, string user, string? denial, params string[] roles)
    {
        var decision = PolicyFile.Parse(policy, ExamplePolicies.Read(policy), null).Snapshot!.Decide(CallerOf(User(user)), Callers.Context);

        decision.Denial.ShouldBe(denial);
        decision.Roles.Select(role => role.Id).ShouldBe(roles);
        decision.Unusable.ShouldBeEmpty();
    }

    [Fact]
    public void Stand_in_has_the_users_of_the_shipped_realm() =>
        ExampleRealm.Users.Select(user => Told(user.Username, user.Password, user.ClientRoles, user.Groups, user.Team))
            .ShouldBe(Realm["users"]!.AsArray().Select(user => Told(
                (string)user!["username"]!, (string?)user["credentials"]?[0]!["value"], RolesOf(user), Texts(user["groups"]), (string?)user["attributes"]?["team"]![0])));

    private static string Told(string name, string? password, IEnumerable<string> roles, IEnumerable<string> groups, string? team) =>
        $"{name}/{password}: {string.Join(' ', roles)}; groups {string.Join(' ', groups)}; team {team}";

    private static JsonNode User(string name) => Realm["users"]!.AsArray().Single(user => (string?)user!["username"] == name)!;

    /// <summary>Whoever holds the token that Keycloak makes of the file: by the mappers of its clients, which are the same in all.</summary>
    private static Caller CallerOf(JsonNode user)
    {
        var claims = new JsonObject
        {
            ["iss"] = "https://sso.example.com/realms/example",
            ["sub"] = "6d1f3a52-0b7e-4c0e-9a55-6f1d2c3b4a01",
            ["exp"] = 1893456000,
            ["azp"] = (string?)user["serviceAccountClientId"] ?? "stsgw",
            ["preferred_username"] = (string?)user["username"],
            ["email_verified"] = (bool?)user["emailVerified"] ?? false,
            ["resource_access"] = new JsonObject { ["gateway"] = new JsonObject { ["roles"] = user["clientRoles"]!["gateway"]!.DeepClone() } },
        };
        if (user["groups"] is { } groups)
        {
            claims["groups"] = groups.DeepClone();
        }

        if (user["attributes"]?["team"]?[0] is { } team)
        {
            claims["team"] = (string?)team;
        }

        CallerReader.TryRead(JsonSerializer.SerializeToElement(claims), "gateway", out var caller, out var problem).ShouldBeTrue(problem);
        return caller!;
    }

    private static IEnumerable<string> RolesOf(JsonNode user) => Texts(user["clientRoles"]!["gateway"]);

    private static IEnumerable<string> Texts(JsonNode? list) => (list as JsonArray ?? []).Select(text => (string)text!);
}
