namespace Gateway.Cli.Profiles;

/// <summary>How an AWS profile gets its credentials.</summary>
internal enum ProfileKind
{
    /// <summary><c>web_identity_token_file</c>: the SDK trades the login's token at the gateway's STS door. The file has to be kept fresh.</summary>
    WebIdentity,

    /// <summary><c>credential_process</c>: the SDK runs stsgw, which renews the login itself.</summary>
    Process,
}
