using System.Buffers.Text;
using System.Text;
using System.Text.Json;

namespace Gateway.Cli.Tests.Standins;

/// <summary>JWTs for peers that do not verify them.</summary>
internal static class Tokens
{
    public static string Jwt(Dictionary<string, object> claims) =>
        $"{Part("""{"alg":"RS256","kid":"1"}""")}.{Part(JsonSerializer.Serialize(claims))}.c2ln";

    private static string Part(string json) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(json));
}
