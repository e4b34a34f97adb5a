using System.Text.Json.Serialization;

namespace Gateway.Cli.Doors;

/// <summary>
/// What AWS tools read from a credential process: https://docs.aws.amazon.com/sdkref/latest/guide/feature-process-credentials.html.
/// </summary>
internal sealed record ProcessCredentials
{
    [JsonPropertyName("Version")]
    public required int Version { get; init; }

    [JsonPropertyName("AccessKeyId")]
    public required string AccessKeyId { get; init; }

    [JsonPropertyName("SecretAccessKey")]
    public required string SecretAccessKey { get; init; }

    [JsonPropertyName("SessionToken")]
    public required string SessionToken { get; init; }

    [JsonPropertyName("Expiration")]
    public required string Expiration { get; init; }

    [JsonPropertyName("AccountId")]
    public string? AccountId { get; init; }
}
