namespace Gateway.Policies;

/// <summary>A grant as the rest of the gateway sees it: its name and what it permits.</summary>
internal sealed record Grant
{
    /// <summary>Unique in the policy file.</summary>
    public required string Id { get; init; }

    public string? Description { get; init; }

    public required Permit Permit { get; init; }
}
