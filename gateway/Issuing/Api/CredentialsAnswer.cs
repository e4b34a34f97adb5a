using System.Text.Json.Serialization;

namespace Gateway.Issuing.Api;

/// <summary>Temporary credentials, in the names that STS uses.</summary>
internal sealed record CredentialsAnswer(
    [property: JsonPropertyName("AccessKeyId")] string AccessKeyId,
    [property: JsonPropertyName("SecretAccessKey")] string SecretAccessKey,
    [property: JsonPropertyName("SessionToken")] string SessionToken,
    [property: JsonPropertyName("Expiration")] string Expiration)
{
    public static CredentialsAnswer Of(IssuedCredentials issued) =>
        new(issued.AccessKeyId, issued.SecretAccessKey, issued.SessionToken, issued.Expiration);
}
