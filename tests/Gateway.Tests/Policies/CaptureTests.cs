using Gateway.Policies;
using Gateway.Policies.Conditions;
using Shouldly;
using Xunit;

namespace Gateway.Tests.Policies;

public sealed class CaptureTests
{
    private const string ByArn = """
        version: 1
        accounts: {prod: "111122223333", dev: "444455556666"}
        grants:
          - id: by-arn
            when: {clientRoles: ["arn:aws:iam::{account}:role/{role}"]}
            assume: {roleArn: "arn:aws:iam::${match.account}:role/${match.role}", accounts: [prod]}
            permit: {modes: [credentials, forward]}
        """;

    [Theory]
    [InlineData("arn:aws:iam::{account}:role/{role}", "arn:aws:iam::111122223333:role/Legacy", "111122223333|Legacy")]
    [InlineData("arn:aws:iam::{account}:role/{role}", "arn:aws:iam::111122223333:role/a/b", null)]
    [InlineData("arn:aws:iam::{account}:role/{role}", "arn:aws:iam::111122223333:role/", null)]
    [InlineData("arn:aws:iam::{account}:role/{role}", "xarn:aws:iam::111122223333:role/Legacy", null)]
    [InlineData("arn:aws:iam::{account}:role/{role}", "arn:aws:iam::111122223333:role/Legacy\n", null)]
    [InlineData("arn:aws:iam::{account}:role/{role}", "arn:aws:iam::111122223333:role/Légacy", null)]
    [InlineData("arn:aws:iam::{account}:role/{role}", "arn:aws:iam::111122223333:role/Leg acy", null)]
    [InlineData("arn:aws:iam::{account}:role/{role}", "arn:aws:iam::１１１１２２２２３３３３:role/Legacy", null)]
    [InlineData("arn:aws:iam::{account}:role/{role}", "arn:aws:iam::1/..:role/Legacy", null)]
    [InlineData("aws-{account}-{role}", "aws-111122223333-Team-Admin", "111122223333|Team-Admin")]
    [InlineData("aws-{account}-{role}", "aws--Admin", null)]
    [InlineData("aws-{account}-{role}", "aws-111122223333-", null)]
    [InlineData("{role}-suffix", "a-suffix-suffix", "a-suffix")]
    [InlineData("{role}-suffix", "-suffix", null)]
    [InlineData("{role}", "+=,.@_-", "+=,.@_-")]
    [InlineData("{role}", "", null)]
    [InlineData("a{x}a", "aa", null)]
    [InlineData("a{x}a", "aaa", "a")]
    public void A_pattern_captures_in_one_way_alone(string pattern, string name, string? captured)
    {
        var values = CapturePattern.Of(pattern).Match(name);

        (values is null ? null : string.Join('|', values)).ShouldBe(captured);
    }

    [Fact]
    public void Each_matching_role_gives_a_role_named_by_what_it_captures()
    {
        var decision = Decide("arn:aws:iam::111122223333:role/Legacy", "arn:aws:iam::111122223333:role/Audit", "other");

        decision.Roles.Select(role => $"{role.Id} {role.Arn} {role.AccountName}").ShouldBe(
        [
            "by-arn:111122223333:Audit arn:aws:iam::111122223333:role/Audit prod",
            "by-arn:111122223333:Legacy arn:aws:iam::111122223333:role/Legacy prod",
        ]);
    }

    [Theory]
    [InlineData("arn:aws:iam::999999999999:role/Legacy", "by-arn:999999999999:Legacy")]
    [InlineData("arn:aws:iam::444455556666:role/Legacy", "by-arn:444455556666:Legacy")]
    public void An_account_that_the_grant_does_not_list_gives_no_role(string role, string id)
    {
        var decision = Decide(role);

        decision.Roles.ShouldBeEmpty();
        var unusable = decision.Unusable.ShouldHaveSingleItem();
        (unusable.Id, unusable.Arn, unusable.Problem).ShouldBe((
            id, null, "The account captured from the role's name is none that the policy lists for this grant; whoever keeps the policy can list it."));
    }

    [Theory]
    [InlineData("arn:aws:iam::prod:role/Legacy")]
    [InlineData("arn:aws:iam::111122223333:role/aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa")]
    public void A_captured_name_that_makes_no_role_ARN_gives_no_role(string role)
    {
        var decision = Decide(role);

        decision.Roles.ShouldBeEmpty();
        decision.Unusable.ShouldHaveSingleItem().Problem.ShouldStartWith("What is captured from the role's name makes no valid role ARN");
    }

    [Fact]
    public void Two_names_that_capture_the_same_give_one_role()
    {
        var policy = Policy.Load(ByArn.Replace("[\"arn:aws:iam::{account}:role/{role}\"]", "[\"{account}:{role}\", \"{account}/{role}\"]", StringComparison.Ordinal));

        policy.Decide(Callers.Of("""{"roles":["111122223333:R","111122223333/R"]}"""), Callers.Context).Roles.ShouldHaveSingleItem();
    }

    [Fact]
    public void Groups_capture_as_roles_do()
    {
        var policy = Policy.Load(ByArn.Replace("clientRoles: [\"arn:aws:iam::{account}:role/{role}\"]", "groups: [\"/aws/{account}/{role}\"]", StringComparison.Ordinal));

        policy.Decide(Callers.Of("""{"groups":["/aws/111122223333/R"]}"""), Callers.Context).Roles.ShouldHaveSingleItem().Arn.Name.ShouldBe("R");
    }

    [Fact]
    public void Captures_and_a_login_too_weak_ask_for_a_stronger_one_for_each_role()
    {
        var policy = Policy.Load(ByArn.Replace("when: {", "when: {acr: [gold], ", StringComparison.Ordinal));

        var decision = policy.Decide(Callers.Of("""{"roles":["arn:aws:iam::111122223333:role/A","arn:aws:iam::111122223333:role/B"]}"""), Callers.Context);

        decision.StepUps.Select(stepUp => stepUp.Id).ShouldBe(["by-arn:111122223333:A", "by-arn:111122223333:B"]);
    }

    private static AccessDecision Decide(params string[] roles) =>
        Policy.Load(ByArn).Decide(Callers.Of(System.Text.Json.JsonSerializer.Serialize(new { roles })), Callers.Context);
}
