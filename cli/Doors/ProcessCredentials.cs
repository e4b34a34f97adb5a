using System.Text.Json.Serialization;

namespace Gateway.Cli.Doors;

/// <summary>
/// What AWS tools read from a credential process: https://docs.aws.amazon.com/sdkref/latest/guide/feature-process-credentials.html.
/// </summary>
internal sealed record ProcessCredentials : CredentialsDocument
{
    [JsonPropertyName("Version"), JsonPropertyOrder(-1)]
    public required int Version { get; init; }

    [JsonPropertyName("AccountId"), JsonPropertyOrder(1)]
    public string? AccountId { get; init; }
}
