using Gateway.Policies;

namespace Gateway.Portal.Home;

/// <summary>One role as the page shows it.</summary>
internal sealed record RoleCard
{
    public required string Id { get; init; }

    public required string? Description { get; init; }

    public required RoleArn? Arn { get; init; }

    public required string AccountName { get; init; }

    public required AccessMode Modes { get; init; }

    /// <summary>The longest session that may be had; null where the role cannot be used.</summary>
    public TimeSpan? Longest { get; init; }

    /// <summary>Its place among the roles used last; null for one that is not.</summary>
    public int? Recency { get; init; }

    /// <summary>The sign-in that it wants before it may be used.</summary>
    public StepUp? StepUp { get; init; }

    /// <summary>Why it matches and cannot be used.</summary>
    public string? Problem { get; init; }

    public bool Usable => StepUp is null && Problem is null;

    public bool Permits(AccessMode mode) => Modes.HasFlag(mode);

    public string Length => Longest is { } longest ? Durations.Words(longest) : "";

    /// <summary>What the search looks at.</summary>
    public string SearchText => $"{Id} {Description} {Arn} {AccountName}".ToLowerInvariant();
}
