namespace Gateway.Policies;

/// <summary>
/// What is asked of STS for one caller and one granted role: everything that AWS will see of the caller.
/// Two sessions are equal when STS would be asked the same.
/// </summary>
/// <remarks>https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html</remarks>
internal sealed record RoleSession
{
    public required RoleArn RoleArn { get; init; }

    /// <summary>2 to 64 characters of <c>[\w+=,.@-]</c>.</summary>
    public required string SessionName { get; init; }

    /// <summary>2 to 64 characters of <c>[\w+=,.@-]</c>; stays with the session through role chaining.</summary>
    public string? SourceIdentity { get; init; }

    /// <summary>At most 50, sorted by key.</summary>
    public required IReadOnlyList<SessionTag> Tags { get; init; }

    /// <summary>Keys out of <see cref="Tags"/> that role chaining passes on, sorted.</summary>
    public required IReadOnlyList<string> TransitiveTags { get; init; }

    /// <summary>The session policy as compact JSON, at most 2,048 characters; it can only narrow the role.</summary>
    public string? SessionPolicy { get; init; }

    /// <summary>900 to 43,200 seconds.</summary>
    public required TimeSpan Duration { get; init; }

    public string? ExternalId { get; init; }

    public bool Equals(RoleSession? other) =>
        other is not null
        && RoleArn == other.RoleArn
        && SessionName == other.SessionName
        && SourceIdentity == other.SourceIdentity
        && SessionPolicy == other.SessionPolicy
        && Duration == other.Duration
        && ExternalId == other.ExternalId
        && Tags.SequenceEqual(other.Tags)
        && TransitiveTags.SequenceEqual(other.TransitiveTags, StringComparer.Ordinal);

    public override int GetHashCode() => HashCode.Combine(RoleArn, SessionName, SourceIdentity, SessionPolicy, Duration, Tags.Count);
}
