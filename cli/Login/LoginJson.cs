using System.Text.Json.Serialization;

namespace Gateway.Cli.Login;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    WriteIndented = true)]
[JsonSerializable(typeof(Identity))]
internal sealed partial class LoginJson : JsonSerializerContext;
