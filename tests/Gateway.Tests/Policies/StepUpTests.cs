using Gateway.Policies;
using Shouldly;
using Xunit;

namespace Gateway.Tests.Policies;

public sealed class StepUpTests
{
    private static readonly string Fresh = $$"""{"auth_time":{{Callers.Now.AddMinutes(-1).ToUnixTimeSeconds()}}}""";
    private static readonly string Stale = $$"""{"acr":"gold","auth_time":{{Callers.Now.AddHours(-1).ToUnixTimeSeconds()}}}""";

    private readonly PolicySnapshot policy = Policy.Load(Policy.OneGrant("{clientRoles: [reader], acr: [gold, platinum], maxAuthAge: 15m}"));

    [Fact]
    public void A_weak_login_is_asked_for_one_of_the_levels()
    {
        var stepUp = policy.Decide(Callers.Of(Fresh), Callers.Context).StepUps.ShouldHaveSingleItem();

        (stepUp.Id, stepUp.Arn.Name, stepUp.MaxAge).ShouldBe(("reader", "Reader", null));
        stepUp.AcrValues.ShouldBe(["gold", "platinum"]);
    }

    [Fact]
    public void A_stale_login_is_asked_for_a_fresh_one()
    {
        var stepUp = policy.Decide(Callers.Of(Stale), Callers.Context).StepUps.ShouldHaveSingleItem();

        stepUp.AcrValues.ShouldBeEmpty();
        stepUp.MaxAge.ShouldBe(TimeSpan.FromMinutes(15));
    }

    [Fact]
    public void A_login_without_both_is_asked_for_both()
    {
        var stepUp = policy.Decide(Callers.Of(), Callers.Context).StepUps.ShouldHaveSingleItem();

        (stepUp.AcrValues.Count, stepUp.MaxAge).ShouldBe((2, TimeSpan.FromMinutes(15)));
    }

    [Theory]
    [InlineData("""{"acr":"gold"}""", "a login no longer than 900 seconds ago. Log in again, then repeat the request. The token holds no 'auth_time'; if a new one does not either, ask whoever runs Keycloak to give the client the scope 'basic' (auth_time).")]
    [InlineData("""{"auth_time":1}""", "The token holds no 'acr'; if a new one does not either, ask whoever runs Keycloak to give the client the scope 'acr' (acr).")]
    [InlineData("{}", "give the client the scope 'acr' (acr) and 'basic' (auth_time).")]
    public void A_claim_that_is_missing_is_named(string claims, string words) =>
        policy.Select(Callers.Of(claims), Callers.Context, "reader", AccessMode.Forward).Refusal.ShouldNotBeNull().Message.ShouldContain(words);

    [Fact]
    public void Where_anything_else_stands_in_the_way_no_login_is_asked_for()
    {
        var decision = policy.Decide(Callers.Of("""{"roles":["other"]}"""), Callers.Context);

        decision.StepUps.ShouldBeEmpty();
        decision.Roles.ShouldBeEmpty();
    }

    [Fact]
    public void A_denial_says_nothing_of_logins()
    {
        var denied = Policy.Load(Policy.OneGrant("{clientRoles: [reader], acr: [gold]}", more: "denials: [{id: d, when: {clientRoles: [reader]}}]"));

        var decision = denied.Decide(Callers.Of(), Callers.Context);

        decision.Denial.ShouldBe("d");
        decision.StepUps.ShouldBeEmpty();
    }

    [Fact]
    public void A_denial_with_a_level_matches_that_level_alone()
    {
        var denied = Policy.Load(Policy.OneGrant(more: "denials: [{id: d, when: {acr: [\"0\"]}}]"));

        denied.Decide(Callers.Of("""{"acr":"0"}"""), Callers.Context).Denial.ShouldBe("d");
        denied.Decide(Callers.Of(), Callers.Context).Denial.ShouldBeNull();
    }
}
