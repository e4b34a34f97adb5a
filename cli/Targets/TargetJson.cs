using System.Text.Json.Serialization;

namespace Gateway.Cli.Targets;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UseStringEnumConverter = true,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    RespectNullableAnnotations = true,
    WriteIndented = true)]
[JsonSerializable(typeof(TargetBook))]
[JsonSerializable(typeof(IReadOnlyList<TargetRow>))]
internal sealed partial class TargetJson : JsonSerializerContext;
