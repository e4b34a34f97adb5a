using Gateway.Identity;
using Gateway.Policies.Explaining;

namespace Gateway.Portal.Why;

/// <summary>What the page that explains shows. It lets go of the explanation itself, which is as long as the policy file.</summary>
internal sealed class WhyModel
{
    /// <summary>How many grants or denials of a kind the page shows.</summary>
    public const int Most = 100;

    public WhyModel(Caller caller, PolicyExplanation explanation)
    {
        Caller = caller;
        PolicyVersion = explanation.PolicyVersion;
        Denied = explanation.Denial is not null;
        var others = explanation.Grants.Where(grant => grant.Outcome == GrantOutcome.NoMatch).ToList();
        var matching = explanation.Grants.Where(grant => grant.Outcome != GrantOutcome.NoMatch).OrderByDescending(grant => grant.Outcome).ToList();
        Denials = [.. explanation.Denials.OrderByDescending(denial => denial.Matches).Take(Most).Select(Of)];
        Matching = [.. matching.Take(Most).Select(grant => Of(grant, Denied))];
        Others = [.. others.Take(Most).Select(grant => Of(grant, denied: false))];
        Left = explanation.Denials.Count + explanation.Grants.Count - Denials.Count - Matching.Count - Others.Count;
    }

    public Caller Caller { get; }

    public string PolicyVersion { get; }

    public bool Denied { get; }

    public IReadOnlyList<RuleModel> Denials { get; }

    /// <summary>Grants that give something or nearly do.</summary>
    public IReadOnlyList<RuleModel> Matching { get; }

    public IReadOnlyList<RuleModel> Others { get; }

    /// <summary>How many grants and denials are not shown.</summary>
    public int Left { get; }

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
