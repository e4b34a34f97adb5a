using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Gateway.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace Gateway.RealTests.Helm;

/// <summary>No name of a setting is misspelt in the chart: a gateway would warn of it, start all the same, and go by its default.</summary>
public sealed partial class RenderedSettingTests(RealWorld world)
{
    public static TheoryData<string> ValueSets => ChartTests.ValueSets;

    [Theory]
    [MemberData(nameof(ValueSets))]
    public async Task Gateway_knows_every_setting_of_the_set(string set)
    {
        using var container = await LaidOutAsync(set);

        (await UnknownAsync(container.MovedEnvironment)).ShouldBeEmpty();
    }

    /// <summary>Shows that the test above would tell.</summary>
    [Theory]
    [InlineData("Gateway__Limits__Bursts")]
    [InlineData("Gateway__Limit__Burst")]
    [InlineData("Gateway__Issuers__0__ClientIds")]
    [InlineData("Gateway__RedisConnection")]
    public async Task Gateway_does_not_know_a_misspelt_setting(string name)
    {
        using var container = await LaidOutAsync("minimal");
        var environment = container.MovedEnvironment;
        environment[name] = "1";

        (await UnknownAsync(environment)).ShouldBe([name.Replace("__", ":", StringComparison.Ordinal)]);
    }

    [Fact]
    public async Task Every_setting_that_the_chart_can_render_is_in_a_set()
    {
        var rendered = new HashSet<string>(StringComparer.Ordinal);
        foreach (var set in Chart.ValueSets())
        {
            using var container = await LaidOutAsync(set);
            rendered.UnionWith(container.Environment.Keys);
        }

        var template = await File.ReadAllTextAsync(Path.Combine(Chart.Folder, "templates", "_environment.tpl"), TestContext.Current.CancellationToken);
        var schema = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(Chart.Folder, "values.schema.json"), TestContext.Current.CancellationToken));
        var gateway = schema!["properties"]!["gateway"]!["properties"]!;

        var patterns = Names().Matches(template).Select(name => Holes().Replace(name.Groups["name"].Value, ".+"))
            .Concat(Titles(gateway["limits"]!).Select(key => $"Gateway__Limits__{key}"))
            .Concat(Titles(gateway["issuers"]!["items"]!).Select(key => $"Gateway__Issuers__[0-9]+__{key}"));

        patterns.ShouldAllBe(pattern => rendered.Any(name => Regex.IsMatch(name, $"^{pattern}$", RegexOptions.None, TimeSpan.FromSeconds(1))));
    }

    [GeneratedRegex(@"- name: (?<name>Gateway__.+)$", RegexOptions.Multiline, 1000)]
    private static partial Regex Names();

    [GeneratedRegex(@"\{\{.+?\}\}", RegexOptions.None, 1000)]
    private static partial Regex Holes();

    private static IEnumerable<string> Titles(JsonNode schema) =>
        schema["properties"]!.AsObject().Select(property => string.Concat(property.Key[..1].ToUpper(CultureInfo.InvariantCulture), property.Key.AsSpan(1)));

    private static async Task<IReadOnlyList<string>> UnknownAsync(IReadOnlyDictionary<string, string?> environment)
    {
        await using var gateway = GatewayApp.Build(
        [
            .. environment.Where(variable => variable.Key.StartsWith("Gateway__", StringComparison.Ordinal))
                .Select(variable => $"--{variable.Key.Replace("__", ":", StringComparison.Ordinal)}={variable.Value}"),
        ]);
        return gateway.Services.GetRequiredService<UnknownSettings>().Keys;
    }

    private async Task<RenderedContainer> LaidOutAsync(string set)
    {
        using var space = await AnySet.InstalledAsync(world, set);
        return await RenderedContainer.LayOutAsync(space, await space.AdmitPodOfDeploymentAsync());
    }
}
