using System.Buffers.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Gateway.RealTests.Keycloak;

internal static class TokenClaims
{
    /// <summary>The claims of a JWT, unverified: this is what Keycloak wrote.</summary>
    public static JsonObject Read(string token) => Segment(token, 1);

    public static JsonObject ReadHeader(string token) => Segment(token, 0);

    public static string[] Strings(this JsonNode? node) => node switch
    {
        null => [],
        JsonArray array => [.. array.Select(item => item!.GetValue<string>())],
        _ => [node.GetValue<string>()],
    };

    private static JsonObject Segment(string token, int index) =>
        JsonSerializer.Deserialize<JsonObject>(Base64Url.DecodeFromChars(token.Split('.')[index]))
        ?? throw new InvalidDataException("A JWT segment is JSON null.");
}
