using Gateway.Cli.Credentials;

namespace Gateway.Cli.Profiles;

/// <summary>Which profiles are wanted, and where.</summary>
internal sealed record ConfigureRequest
{
    /// <summary>What profiles' names begin with; null: the target's name and a dash.</summary>
    public string? Prefix { get; init; }

    /// <summary>True to show what would change, and change nothing.</summary>
    public bool DryRun { get; init; }

    /// <summary>True to take the profiles away.</summary>
    public bool Remove { get; init; }

    /// <summary>True for profiles that <c>aws sso login</c> serves.</summary>
    public bool Sso { get; init; }

    /// <inheritdoc cref="ProfileSet.Mode"/>
    public CredentialMode? Mode { get; init; }

    public ProfileKind Kind { get; init; }

    /// <summary>The AWS configuration file; null: the usual one.</summary>
    public string? AwsFile { get; init; }

    /// <summary>The AWS region; null: the gateway's.</summary>
    public string? Region { get; init; }
}
