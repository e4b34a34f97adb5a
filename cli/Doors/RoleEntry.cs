namespace Gateway.Cli.Doors;

/// <summary>A role that this caller may use, as <c>GET /api/roles</c> lists it.</summary>
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
}
