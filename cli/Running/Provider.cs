namespace Gateway.Cli.Running;

/// <summary>Which of the SDKs' credential providers a command is run with; all of them fetch and renew by themselves.</summary>
internal enum Provider
{
    /// <summary>
    /// <c>AWS_ROLE_ARN</c> and <c>AWS_WEB_IDENTITY_TOKEN_FILE</c>: the SDK asks the gateway's STS door, and has gateway credentials of it. Some SDKs
    /// look at the default profile first (that for JavaScript at all of it, botocore at its <c>source_profile</c>), so the AWS files are set aside.
    /// </summary>
    WebIdentity,

    /// <summary>
    /// <c>AWS_CONTAINER_CREDENTIALS_FULL_URI</c>: the SDK asks the gateway's container door; every SDK knows it. It comes last in SDKs' search,
    /// so the AWS files are set aside here too. SDKs accept it over https, and over http on loopback alone.
    /// </summary>
    Container,
}
