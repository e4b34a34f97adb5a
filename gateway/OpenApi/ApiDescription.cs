using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Gateway.Hosting;
using Gateway.Management;

namespace Gateway.OpenApi;

/// <summary><c>GET /openapi/v1.json</c>: the doors in OpenAPI 3.1, as <c>openapi.json</c> beside this file has them. What stands in it is reviewed with the doors, and costs nothing to make.</summary>
/// <remarks>https://spec.openapis.org/oas/v3.1.1</remarks>
internal static class ApiDescription
{
    // It is no HTML, so apostrophes need no escape.
    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static void MapApiDescription(this WebApplication app)
    {
        var hasManagement = app.Services.GetRequiredService<ManagementListener>().IsOn;
        var description = new Lazy<byte[]>(() => Read(hasManagement));
        app.MapMethods("/openapi/v1.json", ReadMethods.All, () => Results.Bytes(description.Value, "application/json; charset=utf-8"));
    }

    private static byte[] Read(bool hasManagement)
    {
        using var stream = typeof(ApiDescription).Assembly.GetManifestResourceStream("openapi.json") ?? throw new InvalidOperationException("openapi.json is not built in.");
        var description = JsonNode.Parse(stream)!;
        if (!hasManagement)
        {
            RemoveManagement(description);
        }

        return JsonSerializer.SerializeToUtf8Bytes(description, Plain);
    }

    private static void RemoveManagement(JsonNode description)
    {
        description["paths"]!.AsObject().Remove("/management/revocations");
        description["tags"]!.AsArray().RemoveAll(tag => tag!["name"]!.GetValue<string>().StartsWith("Management", StringComparison.Ordinal));
        foreach (var schema in (string[])["Revocation", "Revocations", "RevocationRequest"])
        {
            description["components"]!["schemas"]!.AsObject().Remove(schema);
        }
    }
}
