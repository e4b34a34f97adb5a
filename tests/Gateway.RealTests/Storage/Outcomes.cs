using System.Text.Json;
using System.Text.Json.Nodes;
using Shouldly;

namespace Gateway.RealTests.Storage;

/// <summary>What a client saw of each of its operations, by the operation's name.</summary>
internal static class Outcomes
{
    private static readonly JsonSerializerOptions Plain = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static JsonObject Parse(string output) => JsonNode.Parse(output).ShouldNotBeNull().AsObject();

    /// <summary>Both ways' outcomes must be the same, operation by operation, and at least so many.</summary>
    public static void ShouldBeTheSame(JsonObject direct, JsonObject through, int atLeast)
    {
        direct.Count.ShouldBeGreaterThanOrEqualTo(atLeast);
        direct.Select(outcome => outcome.Key).Union(through.Select(outcome => outcome.Key))
            .Where(name => !JsonNode.DeepEquals(direct[name], through[name]))
            .Select(name => $"{name}\n  without the gateway: {direct[name]?.ToJsonString(Plain)}\n  with it: {through[name]?.ToJsonString(Plain)}")
            .ShouldBeEmpty();
    }
}
