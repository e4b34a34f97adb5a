using System.Text.Json.Serialization;

namespace Gateway.Issuing.Api;

/// <summary>What a <c>credential_process</c> prints.</summary>
/// <remarks>https://docs.aws.amazon.com/sdkref/latest/guide/feature-process-credentials.html</remarks>
internal sealed record ProcessCredentialsAnswer(
    [property: JsonPropertyName("Version")] int Version,
    [property: JsonPropertyName("AccessKeyId")] string AccessKeyId,
    [property: JsonPropertyName("SecretAccessKey")] string SecretAccessKey,
    [property: JsonPropertyName("SessionToken")] string SessionToken,
    [property: JsonPropertyName("Expiration")] string Expiration,
    [property: JsonPropertyName("AccountId")] string AccountId)
{
    public static ProcessCredentialsAnswer Of(IssuedCredentials issued) => new(
        1, issued.AccessKeyId, issued.SecretAccessKey, issued.SessionToken, issued.Expiration, issued.Role.Arn.AccountId);
}
