namespace Gateway.Sandbox.Aws.Sts;

/// <summary>One AssumeRole call with everything that it asked for, recorded before it was granted or refused.</summary>
internal sealed record AssumeRoleCall
{
    public required string RoleArn { get; init; }

    public required string RoleSessionName { get; init; }

    /// <summary>Seconds; 3,600 where the call names none, as AWS takes it.</summary>
    public required int DurationSeconds { get; init; }

    public string? ExternalId { get; init; }

    public string? SourceIdentity { get; init; }

    /// <summary>The session policy as sent.</summary>
    public string? Policy { get; init; }

    public IReadOnlyList<string> PolicyArns { get; init; } = [];

    public IReadOnlyDictionary<string, string> Tags { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    public IReadOnlyList<string> TransitiveTagKeys { get; init; } = [];

    /// <summary>The session that asked; null for the base credentials.</summary>
    public AssumedSession? Caller { get; init; }
}
