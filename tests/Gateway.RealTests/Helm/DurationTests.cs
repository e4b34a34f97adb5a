using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Reflection;
using System.Text.Json.Nodes;
using Gateway.Forwarding;
using Gateway.Identity;
using Gateway.Limits;
using Gateway.RealTests.Parts;
using Gateway.Revocations;
using Shouldly;
using Xunit;

namespace Gateway.RealTests.Helm;

/// <summary>The chart takes the durations that the gateway takes, and refuses those that would end every new pod at its start.</summary>
public sealed class DurationTests : IDisposable
{
    private readonly Scratch _scratch = new();

    /// <summary>Value, least and most, as the gateway's own options say.</summary>
    public static TheoryData<string, string, string> Durations => new()
    {
        Of<ForwardOptions>("gateway.forward.idleTimeout", nameof(ForwardOptions.IdleTimeout)),
        Of<IssuerOptions>("gateway.issuers[0].keyRefreshInterval", nameof(IssuerOptions.KeyRefreshInterval)),
        Of<LimitOptions>("gateway.limits.drainDelay", nameof(LimitOptions.DrainDelay)),
        Of<LimitOptions>("gateway.limits.headerTimeout", nameof(LimitOptions.HeaderTimeout)),
        Of<LimitOptions>("gateway.limits.keepAlive", nameof(LimitOptions.KeepAlive)),
        Of<LimitOptions>("gateway.limits.longestCall", nameof(LimitOptions.LongestCall)),
        Of<LimitOptions>("gateway.limits.slowGrace", nameof(LimitOptions.SlowGrace)),
        Of<RevocationOptions>("redis.lifetime", nameof(RevocationOptions.Lifetime)),
    };

    [Theory]
    [MemberData(nameof(Durations))]
    public async Task Chart_takes_a_duration_at_the_bounds_of_the_gateway(string value, string least, string most)
    {
        (await TemplateAsync($"{value}={least}")).ShouldSucceed();
        (await TemplateAsync($"{value}={most}")).ShouldSucceed();
    }

    [Theory]
    [MemberData(nameof(Durations))]
    public async Task Chart_refuses_a_duration_a_second_beyond_them(string value, string least, string most)
    {
        var complaint = $"must be between {least} and {most}";

        (await TemplateAsync($"{value}={Text(Span(most) + TimeSpan.FromSeconds(1))}")).ShouldFail().ShouldContain(complaint);
        if (Span(least) > TimeSpan.Zero)
        {
            (await TemplateAsync($"{value}={Text(Span(least) - TimeSpan.FromSeconds(1))}")).ShouldFail().ShouldContain(complaint);
        }
    }

    /// <summary>The gateway makes something else of these than they seem to say, or nothing.</summary>
    [Theory]
    [InlineData("24:00:00")]
    [InlineData("00:60:00")]
    [InlineData("00:00:60")]
    [InlineData("-00:00:01")]
    [InlineData("30s")]
    public async Task What_no_clock_shows_is_refused_by_its_path(string text) =>
        (await TemplateAsync($"gateway.limits.keepAlive={text}")).ShouldFail().ShouldContain("/gateway/limits/keepAlive");

    [Fact]
    public async Task Every_duration_of_the_schema_is_among_them()
    {
        var schema = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(Chart.Folder, "values.schema.json"), TestContext.Current.CancellationToken))!;

        In(schema["properties"]!.AsObject(), "").Order(StringComparer.Ordinal).ShouldBe(Durations.Select(row => row.Data.Item1));
    }

    public void Dispose() => _scratch.Dispose();

    private static TheoryDataRow<string, string, string> Of<T>(string value, string property)
    {
        var range = typeof(T).GetProperty(property)!.GetCustomAttribute<RangeAttribute>().ShouldNotBeNull();
        return new(value, (string)range.Minimum, (string)range.Maximum);
    }

    private static TimeSpan Span(string text) => TimeSpan.Parse(text, CultureInfo.InvariantCulture);

    private static string Text(TimeSpan span) => span.ToString("c", CultureInfo.InvariantCulture);

    /// <summary>The values below these whose pattern is a clock's.</summary>
    private static IEnumerable<string> In(JsonObject properties, string path) => properties.SelectMany(property => property.Value! switch
    {
        var schema when schema["properties"] is JsonObject inner => In(inner, $"{path}{property.Key}."),
        var schema when schema["items"]?["properties"] is JsonObject inner => In(inner, $"{path}{property.Key}[0]."),
        var schema when schema["$ref"]?.GetValue<string>() == "#/definitions/duration" || schema["pattern"]?.GetValue<string>().Contains(":[0-5][0-9]", StringComparison.Ordinal) == true => [path + property.Key],
        _ => [],
    });

    /// <summary>With as long a drain as there is, so that it is not the shorter.</summary>
    private Task<ClientResult> TemplateAsync(string value) =>
        HelmCli.RunAsync(_scratch, null, "template", "gw", Chart.Folder, "--values", Chart.ValuesOf("minimal"), "--set", "shutdown.drainSeconds=86400", "--set", value);
}
