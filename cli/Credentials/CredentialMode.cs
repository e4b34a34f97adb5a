namespace Gateway.Cli.Credentials;

/// <summary>What kind of credentials is asked for; the names are the gateway's.</summary>
internal enum CredentialMode
{
    /// <summary>Gateway credentials: they work through the gateway alone, which makes the AWS calls.</summary>
    Forward,

    /// <summary>Real AWS credentials, where the grant permits that they leave the gateway.</summary>
    Credentials,
}
