namespace Gateway.Sessions;

/// <summary>An access key that only this gateway understands. Never logged: <see cref="ToString"/> shows the id alone.</summary>
internal sealed record GatewayCredentials(string AccessKeyId, string SecretAccessKey, string SessionToken, DateTimeOffset Expires)
{
    public override string ToString() => $"gateway credentials {AccessKeyId} until {Expires:O}";
}
