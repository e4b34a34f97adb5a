using Gateway.Issuing;

namespace Gateway.Sso.Assignments;

/// <summary>The answer of GetRoleCredentials; its end is in milliseconds since 1970.</summary>
internal sealed record CredentialsAnswer(CredentialsAnswer.Content RoleCredentials)
{
    public static CredentialsAnswer Of(IssuedCredentials issued) =>
        new(new Content(issued.AccessKeyId, issued.SecretAccessKey, issued.SessionToken, issued.Expires.ToUnixTimeMilliseconds()));

    internal sealed record Content(string AccessKeyId, string SecretAccessKey, string SessionToken, long Expiration);
}
