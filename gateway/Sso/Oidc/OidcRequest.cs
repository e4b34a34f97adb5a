using System.Text.Json;

namespace Gateway.Sso.Oidc;

/// <summary>The JSON body of an SSO OIDC operation. A member that is absent, or no text, is null.</summary>
internal sealed record OidcRequest(JsonElement Body)
{
    private const int MaxBody = 32 * 1024;

    /// <summary>Reads the body, whatever its Content-Type says; null for one that is no JSON object or is over 32 KiB.</summary>
    public static async Task<OidcRequest?> ReadAsync(HttpRequest request, CancellationToken cancellation)
    {
        if (!SmallBody.TryLimit(request, MaxBody))
        {
            return null;
        }

        try
        {
            using var document = await JsonDocument.ParseAsync(request.Body, cancellationToken: cancellation);
            return document.RootElement.ValueKind == JsonValueKind.Object ? new OidcRequest(document.RootElement.Clone()) : null;
        }
        catch (Exception e) when (e is JsonException or BadHttpRequestException)
        {
            return null;
        }
    }

    public string? Text(string name) =>
        Body.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String && value.GetString() is { Length: > 0 } text ? text : null;

    /// <summary>A list of texts; empty where it is absent, null where it is something else.</summary>
    public IReadOnlyList<string>? Texts(string name) =>
        !Body.TryGetProperty(name, out var value) || value.ValueKind == JsonValueKind.Null ? []
            : value.ValueKind == JsonValueKind.Array && value.GetArrayLength() <= 20 && value.EnumerateArray().All(item => item.ValueKind == JsonValueKind.String)
                ? [.. value.EnumerateArray().Select(item => item.GetString()!)]
                : null;
}
