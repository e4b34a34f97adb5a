using Gateway.Signing;

namespace Gateway.Assuming;

/// <summary>Temporary credentials of an assumed role. Never logged: <see cref="ToString"/> shows the access key id alone.</summary>
internal sealed class AwsCredentials
{
    private SigningCredentials? signing;

    public required string AccessKeyId { get; init; }

    public required string SecretAccessKey { get; init; }

    public required string SessionToken { get; init; }

    /// <summary>The three to sign with.</summary>
    public SigningCredentials Signing => signing ??= new SigningCredentials(AccessKeyId, SecretAccessKey, SessionToken);

    public required DateTimeOffset Expires { get; init; }

    /// <summary>The assumed role's ARN and id as STS gave them.</summary>
    public required string AssumedRoleArn { get; init; }

    public required string AssumedRoleId { get; init; }

    public override string ToString() => $"AWS credentials {AccessKeyId} of {AssumedRoleArn} until {Expires:O}";
}
