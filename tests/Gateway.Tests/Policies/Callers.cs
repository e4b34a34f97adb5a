using System.Net;
using System.Text.Json;
using Gateway.Identity;
using Gateway.Policies;

namespace Gateway.Tests.Policies;

/// <summary>Callers made from claims, as the gateway makes them.</summary>
internal static class Callers
{
    public static readonly DateTimeOffset Now = new(2026, 1, 31, 12, 0, 0, TimeSpan.Zero);

    public static readonly AccessContext Context = new(IPAddress.Parse("10.1.2.3"), Now);

    /// <summary>A caller named demo with the client role <c>reader</c>; <paramref name="claims"/> (JSON) replaces and adds.</summary>
    public static Caller Of(string claims = "{}")
    {
        var all = new Dictionary<string, JsonElement>(StringComparer.Ordinal)
        {
            ["iss"] = Json("\"https://id.example.com/realms/example\""),
            ["sub"] = Json("\"b7c1\""),
            ["exp"] = Json("1893456000"),
            ["preferred_username"] = Json("\"demo\""),
            ["roles"] = Json("[\"reader\"]"),
        };
        foreach (var claim in Json(claims).EnumerateObject())
        {
            all[claim.Name] = claim.Value;
        }

        return CallerReader.TryRead(JsonSerializer.SerializeToElement(all), "gateway", out var caller, out var problem)
            ? caller
            : throw new InvalidOperationException(problem);
    }

    private static JsonElement Json(string text) => JsonDocument.Parse(text).RootElement;
}
