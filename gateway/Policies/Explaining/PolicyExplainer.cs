using Gateway.Identity;
using Gateway.Policies.Conditions;

namespace Gateway.Policies.Explaining;

/// <summary>Looks at every rule, as a decision need not.</summary>
internal static class PolicyExplainer
{
    public static PolicyExplanation Explain(
        string version, IEnumerable<GrantRule> rules, IEnumerable<DenialRule> denials, string? denial, Caller caller, AccessContext context) => new()
        {
            PolicyVersion = version,
            Denial = denial,
            Denials = [.. denials.Select(d => new DenialExplanation(d.Id, d.Description, d.When.Holds(caller, context), Of(d.When, caller, context)))],
            Grants = [.. rules.Select(rule => Of(rule, caller, context))],
        };

    private static GrantExplanation Of(GrantRule rule, Caller caller, AccessContext context)
    {
        var outcomes = new GrantOutcomes();
        rule.Evaluate(caller, context, outcomes);
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
            Conditions = Of(rule.When, caller, context),
            Roles = outcomes.Roles,
            StepUps = outcomes.StepUps,
            Unusable = outcomes.Unusable,
        };
    }

    private static IReadOnlyList<ConditionExplanation> Of(ConditionSet when, Caller caller, AccessContext context) =>
    [
        .. when.All.Select(condition => new ConditionExplanation(
            condition.Key, condition.Holds(caller, context), condition.Wanted, condition.Found(caller, context))),
    ];
}
