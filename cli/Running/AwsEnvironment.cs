namespace Gateway.Cli.Running;

/// <summary>The environment variables by which AWS tools find credentials and endpoints.</summary>
internal static class AwsEnvironment
{
    /// <summary>
    /// Whatever else could name credentials or send a call elsewhere: each would win over what we set, or get a request that is not meant for it.
    /// https://docs.aws.amazon.com/sdkref/latest/guide/settings-reference.html#EVarSettings
    /// </summary>
    private static readonly string[] Others =
    [
        "AWS_ACCESS_KEY_ID",
        "AWS_SECRET_ACCESS_KEY",
        "AWS_SESSION_TOKEN",
        "AWS_SECURITY_TOKEN",
        "AWS_CREDENTIAL_EXPIRATION",
        "AWS_ACCOUNT_ID",
        "AWS_PROFILE",
        "AWS_DEFAULT_PROFILE",
        "AWS_ROLE_ARN",
        "AWS_ROLE_SESSION_NAME",
        "AWS_WEB_IDENTITY_TOKEN_FILE",
        "AWS_CONTAINER_CREDENTIALS_FULL_URI",
        "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI",
        "AWS_CONTAINER_AUTHORIZATION_TOKEN",
        "AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE",
        "AWS_ENDPOINT_URL",
        "AWS_IGNORE_CONFIGURED_ENDPOINT_URLS",
        "STSGW_ROLE",
    ];

    /// <summary>What the names of such variables begin with; the service's name follows.</summary>
    private static readonly string[] OthersByService = ["AWS_ENDPOINT_URL_", "AWS_BEARER_TOKEN_"];

    /// <summary>Whether two names are one variable, as this system has it.</summary>
    public static StringComparer Names { get; } = OperatingSystem.IsWindows() ? StringComparer.OrdinalIgnoreCase : StringComparer.Ordinal;

    /// <summary>The variables among these that have to go before others are set.</summary>
    public static IEnumerable<string> ToDrop(IEnumerable<string> present) =>
        Others.Concat(present.Where(name => OthersByService.Any(begin => name.Length > begin.Length && Names.Equals(name[..begin.Length], begin)))).Distinct(Names);

    /// <summary>Both names of the region: SDKs read one or the other.</summary>
    public static IEnumerable<KeyValuePair<string, string>> Region(string region) =>
        [new("AWS_REGION", region), new("AWS_DEFAULT_REGION", region)];
}
