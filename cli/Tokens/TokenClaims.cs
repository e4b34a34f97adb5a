using System.Buffers.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Gateway.Cli.Tokens;

/// <summary>A JWT's claims, read to be shown. Nothing is decided by them: the gateway verifies, this program does not.</summary>
internal sealed class TokenClaims
{
    private readonly JsonObject _claims;

    private TokenClaims(JsonObject claims) => _claims = claims;

    public DateTimeOffset? ExpiresAt => Time("exp");

    public DateTimeOffset? AuthenticatedAt => Time("auth_time");

    public static TokenClaims? Read(string jwt)
    {
        try
        {
            return jwt.Split('.') is [_, var payload, _] && JsonNode.Parse(Base64Url.DecodeFromChars(payload)) is JsonObject claims
                ? new TokenClaims(claims)
                : null;
        }
        catch (Exception e) when (e is FormatException or JsonException)
        {
            return null;
        }
    }

    public string? Text(string name) => _claims[name] is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;

    /// <summary>The audiences; a single one may stand as a string (RFC 7519 section 4.1.3).</summary>
    public IReadOnlyList<string> Audiences => _claims["aud"] switch
    {
        JsonArray several => [.. several.OfType<JsonValue>().Select(v => v.ToString())],
        JsonValue one => [one.ToString()],
        _ => [],
    };

    private DateTimeOffset? Time(string name) =>
        _claims[name] is JsonValue value && value.TryGetValue<long>(out var seconds) && seconds is > 0 and < 253_402_300_800
            ? DateTimeOffset.FromUnixTimeSeconds(seconds)
            : null;
}
