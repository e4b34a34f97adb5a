using System.Text.Json.Serialization;

namespace Gateway.Cli.Doors;

/// <summary>Temporary credentials as <c>GET /api/credentials</c> gives them, under AWS's own names.</summary>
internal record CredentialsDocument
{
    [JsonPropertyName("AccessKeyId")]
    public required string AccessKeyId { get; init; }

    [JsonPropertyName("SecretAccessKey")]
    public required string SecretAccessKey { get; init; }

    [JsonPropertyName("SessionToken")]
    public required string SessionToken { get; init; }

    [JsonPropertyName("Expiration")]
    public required string Expiration { get; init; }
}
