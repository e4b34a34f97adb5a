using Gateway.Identity;
using Gateway.Policies.Conditions;

namespace Gateway.Policies.Explaining;

/// <summary>Looks at every rule, as a decision need not.</summary>
internal static class PolicyExplainer
{
    public static PolicyExplanation Explain(
        string version, IEnumerable<GrantRule> rules, IEnumerable<DenialRule> denials, string? denial, Caller caller, AccessContext context, string? role) => new()
        {
            PolicyVersion = version,
            Denial = denial,
            Denials = [.. denials.Select(d => new DenialExplanation(d.Id, d.Description, d.When.Holds(caller, context), Of(d.When, caller, context)))],
            Grants = [.. rules.Select(rule => Of(rule, caller, context, role)).OfType<GrantExplanation>()],
        };

    private static GrantExplanation? Of(GrantRule rule, Caller caller, AccessContext context, string? role)
    {
        var outcomes = new GrantOutcomes();
        rule.Evaluate(caller, context, outcomes);
        string[]? captured = null;
        if (role is not null && role != rule.Grant.Id && role != rule.Session.RoleArn.Text)
        {
            captured = CapturedRole.Find(rule, caller, role);
            if (captured is null)
            {
                return null;
            }

            outcomes.KeepRole(role);
        }

        outcomes.Sort();
        return new GrantExplanation
        {
            Grant = rule.Grant,
            RoleArn = rule.Session.RoleArn.Text,
            Outcome = outcomes switch
            {
                { Roles.Count: > 0 } => GrantOutcome.Granted,
                { StepUps.Count: > 0 } => GrantOutcome.StepUp,
                { Unusable.Count: > 0 } => GrantOutcome.Unusable,
                _ => GrantOutcome.NoMatch,
            },
            Conditions = Of(rule.When, caller, context, captured),
            Roles = outcomes.Roles,
            StepUps = outcomes.StepUps,
            Unusable = outcomes.Unusable,
        };
    }

    private static IReadOnlyList<ConditionExplanation> Of(ConditionSet when, Caller caller, AccessContext context, string[]? captured = null) =>
    [
        .. when.All.Select(condition => condition is CaptureCondition capture && captured is not null
            ? new ConditionExplanation(capture.Key, capture.Captures(caller, captured), capture.NamesFor(captured), capture.Found(caller, context))
            : new ConditionExplanation(condition.Key, condition.Holds(caller, context), condition.Wanted, condition.Found(caller, context))),
    ];
}
