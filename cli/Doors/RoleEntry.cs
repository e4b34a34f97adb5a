namespace Gateway.Cli.Doors;

/// <summary>A role that this caller may use, at once or after another login, as <c>GET /api/roles</c> lists it.</summary>
internal sealed record RoleEntry
{
    public required string Id { get; init; }

    public required string RoleArn { get; init; }

    public string? AccountId { get; init; }

    public string? AccountName { get; init; }

    public string? Description { get; init; }

    /// <summary>Of <c>forward</c>, <c>console</c> and <c>credentials</c>.</summary>
    public IReadOnlyList<string> Modes { get; set; } = [];

    public int? MaxDurationSeconds { get; init; }

    /// <summary>The login that it wants first; null where it may be used now. Listed with <c>stepUp=true</c> alone.</summary>
    public RoleStepUp? StepUp { get; init; }
}
