using Gateway.Policies;

namespace Gateway.Issuing;

/// <summary>Credentials to hand out, AWS's own or the gateway's. Never logged: <see cref="ToString"/> shows the id alone.</summary>
internal sealed record IssuedCredentials
{
    public required GrantedRole Role { get; init; }

    public required string AccessKeyId { get; init; }

    public required string SecretAccessKey { get; init; }

    public required string SessionToken { get; init; }

    public required DateTimeOffset Expires { get; init; }

    /// <summary>The assumed role's ARN and id as STS gives them; made up in the same shape for gateway credentials.</summary>
    public required string AssumedRoleArn { get; init; }

    public required string AssumedRoleId { get; init; }

    /// <summary>ISO 8601 in UTC without a fraction, as AWS writes it.</summary>
    public string Expiration => Expires.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ");

    public override string ToString() => $"{AccessKeyId} for {Role.Id} until {Expiration}";
}
