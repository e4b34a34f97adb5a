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
internal sealed partial class DoorJson : JsonSerializerContext;
