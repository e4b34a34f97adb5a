namespace Gateway.Signing;

/// <summary>AWS credentials to sign with.</summary>
internal sealed record SigningCredentials(string AccessKeyId, SigningSecret SecretAccessKey, string? SessionToken)
{
    /// <summary>The id alone: secrets never reach a log.</summary>
    public override string ToString() => AccessKeyId;
}
