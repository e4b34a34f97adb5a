using System.Collections.Frozen;
using Gateway.Identity;
using Gateway.Policies.Explaining;

namespace Gateway.Policies;

/// <summary>One version of the policy: immutable, and pure in what it decides.</summary>
internal sealed class PolicySnapshot
{
    private readonly GrantRule[] rules;
    private readonly DenialRule[] denials;
    private readonly ConditionIndex ruleIndex;
    private readonly ConditionIndex denialIndex;
    private readonly FrozenDictionary<string, string> accountNames;
    private readonly FrozenDictionary<string, GrantRule> rulesById;
    private readonly FrozenDictionary<RoleArn, GrantRule[]> rulesByArn;
    private readonly bool denialsAreSteady;

    /// <summary>Indexes the rules.</summary>
    /// <param name="version">See <see cref="Version"/>.</param>
    /// <param name="accounts">See <see cref="Accounts"/>.</param>
    /// <param name="rules">The grants, whose ids are unique.</param>
    /// <param name="denials">The denials.</param>
    public PolicySnapshot(
        string version, IReadOnlyDictionary<string, string> accounts, IEnumerable<GrantRule> rules, IEnumerable<DenialRule> denials)
    {
        Version = version;
        Accounts = accounts;
        accountNames = accounts.GroupBy(account => account.Value, StringComparer.Ordinal).ToFrozenDictionary(named => named.Key, named => named.First().Key, StringComparer.Ordinal);
        this.rules = [.. rules.OrderBy(rule => rule.Grant.Id, StringComparer.Ordinal)];
        this.denials = [.. denials.OrderBy(denial => denial.Id, StringComparer.Ordinal)];
        Denials = [.. this.denials.Select(denial => denial.Id)];
        Grants = [.. this.rules.Select(rule => rule.Grant)];
        ruleIndex = new ConditionIndex([.. this.rules.Select(rule => rule.When)]);
        denialsAreSteady = this.denials.All(denial => denial.When.IsSteady);
        denialIndex = new ConditionIndex([.. this.denials.Select(denial => denial.When)]);
        rulesById = this.rules.ToFrozenDictionary(rule => rule.Grant.Id, StringComparer.Ordinal);
        rulesByArn = this.rules
            .Where(rule => rule.Session.RoleArn.Fixed is not null)
            .GroupBy(rule => rule.Session.RoleArn.Fixed!)
            .ToFrozenDictionary(group => group.Key, group => group.ToArray());
    }

    /// <summary>Of this snapshot alone: what was decided under it holds under no other. Keeping it keeps no policy alive.</summary>
    public object Mark { get; } = new();

    /// <summary>The first twelve hexadecimal digits of the SHA-256 of the file's bytes.</summary>
    public string Version { get; }

    /// <summary>All grants, sorted by id.</summary>
    public IReadOnlyList<Grant> Grants { get; }

    /// <summary>Ids of all denials, sorted.</summary>
    public IReadOnlyList<string> Denials { get; }

    /// <summary>Account ids by name, as the file lists them.</summary>
    public IReadOnlyDictionary<string, string> Accounts { get; }

    /// <summary>What the file calls an account; its digits where it has no name.</summary>
    public string AccountNameOf(string accountId) => accountNames.GetValueOrDefault(accountId, accountId);

    /// <summary>Everything that the policy gives the caller at this moment.</summary>
    public AccessDecision Decide(Caller caller, AccessContext context)
    {
        var outcomes = new GrantOutcomes();
        var denial = DenialOf(caller, context);
        if (denial is null)
        {
            foreach (var position in ruleIndex.Candidates(caller))
            {
                rules[position].Evaluate(caller, context, outcomes);
            }

            outcomes.Sort();
        }

        return new AccessDecision { Denial = denial, Roles = outcomes.Roles, StepUps = outcomes.StepUps, Unusable = outcomes.Unusable };
    }

    /// <summary>Whether the caller may use one role in one mode; looks at no more grants than may give it.</summary>
    /// <param name="caller">Who asks.</param>
    /// <param name="context">From where and when.</param>
    /// <param name="role">A role's id, an ARN, or the id of a grant that gives exactly one role; null: the only one there is.</param>
    /// <param name="mode">What the role is wanted for.</param>
    /// <param name="service">With no role named: counts only grants that permit this endpoint name; null: all grants.</param>
    /// <param name="serviceNames">Other names of that service, any of which a grant may have.</param>
    public RoleSelection Select(Caller caller, AccessContext context, string? role, AccessMode mode, string? service = null, IReadOnlySet<string>? serviceNames = null)
    {
        if (DenialOf(caller, context) is { } denial)
        {
            return RoleChoice.Denied(denial);
        }

        if (role is null)
        {
            return RoleChoice.Only(Decide(caller, context), mode, service, serviceNames);
        }

        var outcomes = new GrantOutcomes();
        if (IsArn(role))
        {
            EvaluateArn(caller, context, role, outcomes);
        }
        else if (RuleOf(role) is { } rule)
        {
            rule.Evaluate(caller, context, outcomes);
            outcomes.KeepId(role);
        }

        return RoleChoice.Named(outcomes, role, mode);
    }

    /// <summary>
    /// Whether what <see cref="Select"/> says of a role by its id holds for the caller from wherever and whenever it asks, for as long as this policy is in force.
    /// </summary>
    public bool IsSteady(string role) => denialsAreSteady && RuleOf(role)?.When.IsSteady == true;

    /// <summary>Why each grant gives the caller what it gives, or nothing.</summary>
    /// <param name="caller">Who asks.</param>
    /// <param name="context">From where and when.</param>
    /// <param name="role">The id of a grant or role, or an ARN: leaves out the grants that can give it to nobody; null: all grants.</param>
    public PolicyExplanation Explain(Caller caller, AccessContext context, string? role = null) =>
        PolicyExplainer.Explain(Version, rules, denials, DenialOf(caller, context), caller, context, role);

    // An id is the grant's, with what was captured behind a colon; an ARN is none, whatever a grant is called.
    private GrantRule? RuleOf(string role) =>
        IsArn(role) ? null : rulesById.GetValueOrDefault(role.IndexOf(':', StringComparison.Ordinal) is var colon and >= 0 ? role[..colon] : role);

    private static bool IsArn(string role) => role.StartsWith("arn:", StringComparison.Ordinal);

    private void EvaluateArn(Caller caller, AccessContext context, string role, GrantOutcomes outcomes)
    {
        if (!RoleArn.TryParse(role, out var arn, out _))
        {
            return;
        }

        foreach (var rule in rulesByArn.GetValueOrDefault(arn) ?? [])
        {
            rule.Evaluate(caller, context, outcomes);
        }

        foreach (var position in ruleIndex.Candidates(caller))
        {
            if (rules[position].When.Capture is not null)
            {
                rules[position].Evaluate(caller, context, outcomes);
            }
        }

        outcomes.KeepArn(arn);
    }

    private string? DenialOf(Caller caller, in AccessContext context)
    {
        foreach (var position in denialIndex.Candidates(caller))
        {
            if (denials[position].When.Holds(caller, context))
            {
                return denials[position].Id;
            }
        }

        return null;
    }
}
