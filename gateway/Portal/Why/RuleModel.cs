using Gateway.Policies.Explaining;

namespace Gateway.Portal.Why;

/// <summary>One grant or denial as the page shows it.</summary>
internal sealed record RuleModel
{
    public required string Id { get; init; }

    public string? Description { get; init; }

    public string? Role { get; init; }

    public required string Verdict { get; init; }

    /// <summary><c>good</c>, <c>warn</c>, <c>bad</c> or <c>none</c>: the colour.</summary>
    public required string Kind { get; init; }

    public required IReadOnlyList<ConditionExplanation> Conditions { get; init; }

    public IEnumerable<string> Problems { get; init; } = [];

    public bool Open { get; init; }
}
