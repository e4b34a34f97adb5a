using Gateway.Identity;
using Gateway.Policies.Explaining;

namespace Gateway.Portal.Why;

/// <summary>What the page that explains shows.</summary>
internal sealed record WhyModel(Caller Caller, PolicyExplanation Explanation)
{
    public bool Denied => Explanation.Denial is not null;

    public IReadOnlyList<RuleModel> Denials { get; } = [.. Explanation.Denials.OrderByDescending(denial => denial.Matches).Select(Of)];

    /// <summary>Grants that give something or nearly do.</summary>
    public IReadOnlyList<RuleModel> Matching { get; } =
        [.. Explanation.Grants.Where(grant => grant.Outcome != GrantOutcome.NoMatch).OrderByDescending(grant => grant.Outcome).Select(grant => Of(grant, Explanation.Denial is not null))];

    public IReadOnlyList<RuleModel> Others { get; } = [.. Explanation.Grants.Where(grant => grant.Outcome == GrantOutcome.NoMatch).Select(grant => Of(grant, denied: false))];

    private static RuleModel Of(DenialExplanation denial) => new()
    {
        Id = denial.Id,
        Description = denial.Description,
        Verdict = denial.Matches ? "Denies you everything" : "Does not match",
        Kind = denial.Matches ? "bad" : "none",
        Conditions = denial.Conditions,
        Open = denial.Matches,
    };

    private static RuleModel Of(GrantExplanation grant, bool denied) => new()
    {
        Id = grant.Grant.Id,
        Description = grant.Grant.Description,
        Role = grant.RoleArn,
        Verdict = grant.Outcome switch
        {
            GrantOutcome.Granted => denied ? "Matches, denied" : "Yours",
            GrantOutcome.StepUp => "Wants a fresh sign-in",
            GrantOutcome.Unusable => "Matches, cannot be used",
            _ => "Does not match",
        },
        Kind = grant.Outcome switch
        {
            GrantOutcome.NoMatch => "none",
            GrantOutcome.Granted when !denied => "good",
            _ => "warn",
        },
        Conditions = grant.Conditions,
        Problems = grant.Unusable.Select(unusable => unusable.Problem),
        Open = grant.Outcome is GrantOutcome.StepUp or GrantOutcome.Unusable,
    };
}
