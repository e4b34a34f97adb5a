using System.Net;
using System.Text.Json.Nodes;
using FsCheck.Xunit;
using Gateway.Policies;
using Gateway.Policies.Explaining;
using Shouldly;

namespace Gateway.Tests.Policies;

/// <summary>What holds of every policy and every caller.</summary>
[Properties(Arbitrary = [typeof(RandomAccess)], MaxTest = 500)]
public sealed class DecisionProperties
{
    [Property]
    public void The_order_of_grants_and_denials_never_matters(RandomAccess access) =>
        Text(access.Decide(access.Grants.Reverse(), access.Denials.Reverse())).ShouldBe(Text(access.Decide()));

    [Property]
    public void Adding_a_denial_never_grants(RandomAccess access)
    {
        var without = access.Decide(access.Grants, []);

        access.Decide().Roles.Select(role => role.Id).ShouldBeSubsetOf(without.Roles.Select(role => role.Id));
    }

    [Property]
    public void A_matching_denial_leaves_nothing(RandomAccess access)
    {
        var decision = access.Decide();

        (decision.Denial is null || (decision.Roles.Count, decision.StepUps.Count, decision.Unusable.Count) == (0, 0, 0)).ShouldBeTrue();
    }

    [Property]
    public void Adding_a_condition_never_widens(RandomAccess access)
    {
        foreach (var (key, value) in new[] { ("realmRoles", """["m1"]"""), ("clients", """["c1"]"""), ("acr", """["gold"]"""), ("maxAuthAge", "\"15m\"") })
        {
            var narrowed = access.Grants.Select(grant => With(grant!, key, value)).ToList();

            access.Decide(narrowed, access.Denials).Roles.Select(role => role.Id).ShouldBeSubsetOf(access.Decide().Roles.Select(role => role.Id));
        }
    }

    [Property]
    public void Taking_a_value_out_of_a_list_never_widens(RandomAccess access)
    {
        var narrowed = access.Grants.Select(grant => Shortened(grant!)).ToList();

        access.Decide(narrowed, access.Denials).Roles.Select(role => role.Id).ShouldBeSubsetOf(access.Decide().Roles.Select(role => role.Id));
    }

    [Property]
    public void Grants_do_not_touch_each_other(RandomAccess access)
    {
        var together = access.Decide();
        var apart = access.Grants.SelectMany(grant => access.Decide([grant], access.Denials).Roles).Select(role => role.Id);

        together.Roles.Select(role => role.Id).ShouldBe(apart, ignoreOrder: true);
    }

    [Property]
    public void The_index_finds_what_looking_at_every_grant_finds(RandomAccess access)
    {
        var policy = access.Load(access.Grants, access.Denials);
        var decision = policy.Decide(access.Caller, access.Context);
        var explanation = policy.Explain(access.Caller, access.Context);

        explanation.Denials.Any(denial => denial.Matches).ShouldBe(decision.Denial is not null);
        if (decision.Denial is null)
        {
            Text(new AccessDecision
            {
                Roles = [.. explanation.Grants.SelectMany(grant => grant.Roles).OrderBy(role => role.Id, StringComparer.Ordinal)],
                StepUps = [.. explanation.Grants.SelectMany(grant => grant.StepUps).OrderBy(stepUp => stepUp.Id, StringComparer.Ordinal)],
                Unusable = [.. explanation.Grants.SelectMany(grant => grant.Unusable).OrderBy(unusable => unusable.Id, StringComparer.Ordinal)],
            }).ShouldBe(Text(decision));
        }
    }

    [Property]
    public void A_grant_gives_something_exactly_when_all_its_conditions_but_those_of_the_login_hold(RandomAccess access)
    {
        foreach (var grant in access.Load(access.Grants, access.Denials).Explain(access.Caller, access.Context).Grants)
        {
            var holds = grant.Conditions.All(condition => condition.Holds || condition.Key is "acr" or "maxAuthAge");

            (grant.Outcome != GrantOutcome.NoMatch).ShouldBe(holds, grant.Grant.Id);
        }
    }

    [Property]
    public void Selecting_by_id_agrees_with_the_decision(RandomAccess access)
    {
        var policy = access.Load(access.Grants, access.Denials);
        foreach (var role in policy.Decide(access.Caller, access.Context).Roles)
        {
            var mode = role.Grant.Permit.Modes.HasFlag(AccessMode.Forward) ? AccessMode.Forward : AccessMode.Console;

            policy.Select(access.Caller, access.Context, role.Id, mode).Role.ShouldNotBeNull().Session.ShouldBe(role.Session);
        }
    }

    [Property]
    public void Whatever_is_selected_is_decided(RandomAccess access)
    {
        var policy = access.Load(access.Grants, access.Denials);
        var ids = policy.Decide(access.Caller, access.Context).Roles.Select(role => role.Id).ToList();
        string?[] names = [null, "g0", "g1", "g2", "g0:111122223333:A", "arn:aws:iam::111122223333:role/R0", "arn:aws:iam::111122223333:role/A"];

        foreach (var selection in names.Select(name => policy.Select(access.Caller, access.Context, name, AccessMode.Forward)))
        {
            (selection.Granted ? ids.Contains(selection.Role.Id, StringComparer.Ordinal) && selection.Role.Grant.Permit.Modes.HasFlag(AccessMode.Forward) : selection.Refusal is not null)
                .ShouldBeTrue();
        }
    }

    /// <summary>What is kept with a proof for as long as the policy is in force; whatever a grant is called.</summary>
    [Property]
    public void What_is_steady_is_selected_from_anywhere_and_at_any_time(RandomAccess access)
    {
        var named = access.Grants.Select((grant, index) => index == 0 ? Called(grant!, "arn") : grant);
        var policy = access.Load(named, access.Denials);
        var elsewhere = new AccessContext(IPAddress.Parse("203.0.113.9"), access.Context.Now.AddDays(1));
        string[] roles = [.. policy.Grants.Select(grant => grant.Id), .. policy.Decide(access.Caller, access.Context).Roles.SelectMany(role => (string[])[role.Id, role.Arn.ToString()])];

        foreach (var role in roles.Where(policy.IsSteady))
        {
            policy.Select(access.Caller, elsewhere, role, AccessMode.Forward).Granted.ShouldBe(policy.Select(access.Caller, access.Context, role, AccessMode.Forward).Granted, role);
        }
    }

    private static JsonNode Called(JsonNode grant, string id)
    {
        var copy = grant.DeepClone();
        copy["id"] = id;
        return copy;
    }

    private static string Text(AccessDecision decision) => string.Join('\n',
    [
        decision.Denial ?? "no denial",
        .. decision.Roles.Select(role => $"{role.Id} {role.Arn} {role.AccountName} {role.Session.SessionName} {string.Join(',', role.Session.Tags)}"),
        .. decision.StepUps.Select(stepUp => $"{stepUp.Id} {stepUp.Arn} {string.Join(',', stepUp.AcrValues)} {stepUp.MaxAge}"),
        .. decision.Unusable.Select(unusable => $"{unusable.Id} {unusable.Arn} {unusable.Problem}"),
    ]);

    private static JsonNode With(JsonNode grant, string key, string value)
    {
        var copy = grant.DeepClone();
        if (!copy["when"]!.AsObject().ContainsKey(key))
        {
            copy["when"]![key] = JsonNode.Parse(value);
        }

        return copy;
    }

    private static JsonNode Shortened(JsonNode grant)
    {
        var copy = grant.DeepClone();
        foreach (var list in copy["when"]!.AsObject().Select(pair => pair.Value).OfType<JsonArray>().Where(list => list.Count > 1))
        {
            list.RemoveAt(list.Count - 1);
        }

        return copy;
    }
}
