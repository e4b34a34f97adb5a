using Gateway.Policies;
using Shouldly;
using Xunit;

namespace Gateway.Tests.Policies;

/// <summary>What STS would be asked for.</summary>
public sealed class PolicySessionTests
{
    [Fact]
    public void A_silent_file_gives_an_hour_under_the_preferred_username()
    {
        var role = Only(Policy.OneGrant());

        role.Session.ShouldBe(new RoleSession
        {
            RoleArn = role.Arn,
            SessionName = "demo",
            Tags = [],
            TransitiveTags = [],
            Duration = TimeSpan.FromHours(1),
        });
        role.Grant.Permit.Modes.ShouldBe(AccessMode.Forward);
        role.Grant.Permit.Services.ShouldBeNull();
        role.Grant.Permit.Regions.ShouldBeNull();
        role.Grant.Permit.Vending.ShouldBeEmpty();
    }

    [Fact]
    public void Defaults_hold_where_the_grant_is_silent()
    {
        var session = Only(Policy.OneGrant(more: "defaults: {duration: 2h, sessionName: \"d-${claims.sub}\", sourceIdentity: \"${claims.sub}\"}")).Session;

        (session.Duration, session.SessionName, session.SourceIdentity).ShouldBe((TimeSpan.FromHours(2), "d-b7c1", "b7c1"));
    }

    [Fact]
    public void A_grant_wins_over_the_defaults()
    {
        var session = Only(Policy.OneGrant(
            assume: "duration: 900s, sessionName: \"${claims.sub}\", sourceIdentity: \"\"",
            more: "defaults: {duration: 2h, sessionName: default, sourceIdentity: default}")).Session;

        (session.Duration, session.SessionName, session.SourceIdentity).ShouldBe((TimeSpan.FromMinutes(15), "b7c1", null));
    }

    [Fact]
    public void Tags_are_filled_in_and_sorted_with_the_transitive_ones()
    {
        var session = Only(
            Policy.OneGrant(assume: "tags: {team: \"${claims.team}\", a: \"v-${claims./n/0}${claims.flag}\"}, transitiveTags: [team, a, team], externalId: x/1"),
            """{"team":"Größe 1","n":[42],"flag":true}""").Session;

        session.Tags.ShouldBe([new SessionTag("a", "v-42true"), new SessionTag("team", "Größe 1")]);
        session.TransitiveTags.ShouldBe(["a", "team"]);
        session.ExternalId.ShouldBe("x/1");
    }

    [Theory]
    [InlineData("${claims.a.b}", """{"a.b":"top","a":{"b":"nested"}}""", "top")]
    [InlineData("${claims./a/b}", """{"a.b":"top","a":{"b":"nested"}}""", "nested")]
    [InlineData("${claims.https://example.com/id}", """{"https://example.com/id":"x1"}""", "x1")]
    [InlineData("p-${claims.a}-${claims.b}-s", """{"a":"1","b":2}""", "p-1-2-s")]
    [InlineData("${claims.a}", """{"a":"AZaz09_+=,.@-"}""", "AZaz09_+=,.@-")]
    public void A_claim_is_named_at_the_top_or_by_pointer(string template, string claims, string name) =>
        Only(Policy.OneGrant(assume: $"sessionName: \"{template}\""), claims).Session.SessionName.ShouldBe(name);

    [Theory]
    [InlineData("{}", "The session name needs the claim 'a', which the token does not hold.")]
    [InlineData("""{"a":null}""", "The session name needs the claim 'a', which the token does not hold.")]
    [InlineData("""{"a":["xyz"]}""", "The session name needs the claim 'a' as one value, and the token holds a list or an object.")]
    [InlineData("""{"a":{"xyz":1}}""", "The session name needs the claim 'a' as one value, and the token holds a list or an object.")]
    [InlineData("""{"a":"x"}""", "The session name comes out of the claims (a) as something that STS does not take: 2 to 64 characters")]
    [InlineData("""{"a":""}""", "The session name comes out of the claims (a)")]
    [InlineData("""{"a":"xyz xyz"}""", "The session name comes out of the claims (a)")]
    [InlineData("""{"a":"xyz/xyz"}""", "The session name comes out of the claims (a)")]
    [InlineData("""{"a":"xyzé"}""", "The session name comes out of the claims (a)")]
    [InlineData("""{"a":"xyz\n"}""", "The session name comes out of the claims (a)")]
    [InlineData("""{"a":"xyzxyzxyzxyzxyzxyzxyzxyzxyzxyzxyzxyzxyzxyzxyzxyzxyzxyzxyzxyzxyzxyz"}""", "The session name comes out of the claims (a)")]
    public void A_value_that_STS_does_not_take_is_refused_without_naming_it(string claims, string problem)
    {
        var decision = Policy.Load(Policy.OneGrant(assume: "sessionName: \"${claims.a}\"")).Decide(Callers.Of(claims), Callers.Context);

        decision.Roles.ShouldBeEmpty();
        var unusable = decision.Unusable.ShouldHaveSingleItem();
        unusable.Problem.ShouldStartWith(problem);
        unusable.Problem.ShouldNotContain("xyz");
    }

    [Theory]
    [InlineData("sourceIdentity: \"${claims.a}\"", "The source identity needs the claim 'a'")]
    [InlineData("tags: {team: \"${claims.a}\"}", "The tag 'team' needs the claim 'a'")]
    public void Every_text_of_a_session_is_refused_by_name(string assume, string problem) =>
        Policy.Load(Policy.OneGrant(assume: assume)).Decide(Callers.Of(), Callers.Context)
            .Unusable.ShouldHaveSingleItem().Problem.ShouldStartWith(problem);

    [Theory]
    [InlineData("", true)]
    [InlineData("a b/c:d=e+f-g@h_i.j", true)]
    [InlineData("日本語 ünïcödé ٣", true)]
    [InlineData("semi;colon", false)]
    [InlineData("quote'", false)]
    [InlineData("tab\t", false)]
    [InlineData("emoji😀", false)]
    [InlineData("\ud800", false)]
    public void Tag_values_have_the_characters_that_STS_takes(string value, bool taken)
    {
        var claims = System.Text.Json.JsonSerializer.Serialize(new { a = "" }).Replace("\"\"", $"\"{string.Concat(value.Select(c => $"\\u{(int)c:X4}"))}\"", StringComparison.Ordinal);
        if (char.IsSurrogate(value.FirstOrDefault()))
        {
            // JSON can spell a lone surrogate, which no string can be read from; the template is asked directly.
            Gateway.Policies.Sessions.StsText.TagValue.Fits(value).ShouldBe(taken);
            return;
        }

        Policy.Load(Policy.OneGrant(assume: "tags: {a: \"${claims.a}\"}")).Decide(Callers.Of(claims), Callers.Context).Roles.Any().ShouldBe(taken);
    }

    [Fact]
    public void Statements_become_the_session_policy_as_compact_JSON()
    {
        var role = Only(Policy.OneGrant(permit: """
            {statements: [
              {sid: Read, actions: [s3:GetObject, "s3:List*"], resources: ["arn:aws:s3:::orders/${aws:PrincipalTag/team}/a+b&'é/*"]},
              {effect: Deny, notActions: ["s3:*"], notResources: ["arn:aws:s3:::x"], conditions: {Bool: {aws:SecureTransport: false}, NumericLessThan: {s3:max-keys: [10, "20"]}}}]}
            """.ReplaceLineEndings(" ")));

        role.Grant.Permit.HasStatements.ShouldBeTrue();
        role.Session.SessionPolicy.ShouldBe(
            """{"Version":"2012-10-17","Statement":[{"Sid":"Read","Effect":"Allow","Action":["s3:GetObject","s3:List*"],"Resource":["arn:aws:s3:::orders/${aws:PrincipalTag/team}/a+b&'é/*"]},{"Effect":"Deny","NotAction":["s3:*"],"NotResource":["arn:aws:s3:::x"],"Condition":{"Bool":{"aws:SecureTransport":["false"]},"NumericLessThan":{"s3:max-keys":["10","20"]}}}]}""");
    }

    [Fact]
    public void A_session_policy_of_exactly_2048_characters_loads()
    {
        var empty = Only(WithResource("")).Session.SessionPolicy!.Length;

        Policy.Parse(WithResource(new string('x', 2048 - empty))).Loaded.ShouldBeTrue();
        Policy.Parse(WithResource(new string('x', 2049 - empty))).Problems.ShouldHaveSingleItem().Rule.ShouldBe(PolicyRule.SessionPolicySize);
    }

    [Fact]
    public void Vending_is_compared_without_regard_to_case() =>
        Only(Policy.OneGrant(permit: "{vending: [\"sts:AssumeRole\"]}")).Grant.Permit.Vending.Contains("STS:assumerole").ShouldBeTrue();

    private static string WithResource(string more) => Policy.OneGrant(permit: $"{{statements: [{{actions: [\"*\"], resources: [\"arn:aws:s3:::b{more}\"]}}]}}");

    private static GrantedRole Only(string policy, string claims = "{}") =>
        Policy.Load(policy).Decide(Callers.Of(claims), Callers.Context).Roles.ShouldHaveSingleItem();
}
