using System.Text.Json;

namespace Gateway.Sso.Login;

/// <summary>What the issuer answered: JSON, an error of OAuth 2.0 (RFC 6749 section 5.2), or nothing at all.</summary>
internal sealed record IssuerAnswer
{
    public static readonly IssuerAnswer Unavailable = new();

    /// <summary>The answer; null for an error.</summary>
    public JsonElement? Json { get; private init; }

    /// <summary>The error's code; null where there is none, or where the issuer cannot be reached.</summary>
    public string? Error { get; private init; }

    public static IssuerAnswer Of(JsonElement json) => new() { Json = json };

    public static IssuerAnswer Refused(string error) => new() { Error = error };

    /// <summary>A text out of the answer; null where it is absent.</summary>
    public string? Text(string name) =>
        Json is { ValueKind: JsonValueKind.Object } json && json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    /// <summary>A whole number out of the answer; null where it is absent.</summary>
    public int? Number(string name) =>
        Json is { ValueKind: JsonValueKind.Object } json && json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var number) ? number : null;
}
