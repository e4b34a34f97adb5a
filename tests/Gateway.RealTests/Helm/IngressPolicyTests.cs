using System.Text.Json.Nodes;
using Shouldly;
using Xunit;

namespace Gateway.RealTests.Helm;

/// <summary>Who may connect to the gateway's pods, by the rules that the API server keeps.</summary>
public sealed class IngressPolicyTests(RealWorld world)
{
    public static TheoryData<string> ValueSets => ChartTests.ValueSets;

    [Theory]
    [MemberData(nameof(ValueSets))]
    public async Task Management_port_is_reached_by_those_whom_the_values_name_and_nobody_else(string set)
    {
        using var space = await AnySet.InstalledAsync(world, set);
        var management = (await space.ValuesAsync())["management"]!;
        var named = management["enabled"]!.GetValue<bool>() ? management["from"]!.AsArray() : [];

        var rules = await RulesAsync(space, "management");

        rules.Count.ShouldBe(named.Count == 0 ? 0 : 1);
        rules.ShouldAllBe(rule => JsonNode.DeepEquals(rule["from"], named));
    }

    [Fact]
    public async Task Management_port_is_reached_by_nobody_until_someone_is_named()
    {
        using var space = await AnySet.InstalledAsync(world, "minimal");

        (await RulesAsync(space, "management")).ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(ValueSets))]
    public async Task Public_port_is_reached_by_those_whom_the_values_name_or_by_everyone(string set)
    {
        using var space = await AnySet.InstalledAsync(world, set);
        var values = await space.ValuesAsync();
        var named = values["networkPolicy"]!["from"]!.AsArray();

        var rule = (await RulesAsync(space, values["tls"]!["existingSecret"]!.GetValue<string>().Length > 0 ? "https" : "http")).ShouldHaveSingleItem();

        JsonNode.DeepEquals(rule["from"], named.Count == 0 ? null : named).ShouldBeTrue();
    }

    /// <summary>The rules for a port, one without ports being for every port.</summary>
    private static async Task<IReadOnlyList<JsonNode>> RulesAsync(KubernetesNamespace space, string port)
    {
        var policy = (await space.GetAsync("networkpolicies"))["items"]!.AsArray().ShouldHaveSingleItem()!["spec"]!;
        policy["policyTypes"]!.AsArray().Select(type => type!.GetValue<string>()).ShouldContain("Ingress");
        return
        [
            .. policy["ingress"]!.AsArray().Select(rule => rule!)
                .Where(rule => rule["ports"]?.AsArray().Any(at => at!["port"]!.ToString() == port) ?? true),
        ];
    }
}
