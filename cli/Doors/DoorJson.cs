using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Gateway.Cli.Doors;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    RespectNullableAnnotations = true,
    WriteIndented = true)]
[JsonSerializable(typeof(GatewayConfiguration))]
[JsonSerializable(typeof(IReadOnlyList<RoleEntry>))]
[JsonSerializable(typeof(CredentialsDocument))]
[JsonSerializable(typeof(ProcessCredentials))]
[JsonSerializable(typeof(ConsoleLink))]
[JsonSerializable(typeof(Problem))]
internal sealed partial class DoorJson : JsonSerializerContext
{
    /// <summary>For printing: it goes to a terminal or a pipe and never into HTML, so a plus or an ampersand may stay what it is.</summary>
    public static DoorJson Printed { get; } = new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });
}
