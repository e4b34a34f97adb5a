using Gateway.Policies;
using Shouldly;
using Xunit;

namespace Gateway.Tests.Policies;

public sealed class RoleSelectionTests
{
    private const string Arn = "arn:aws:iam::111122223333:role/";
    private const string NoneOfForward =
        "No grant gives you a role for the mode forward. GET /api/roles lists the roles you have; gateway policy explain tells whoever keeps the policy which claims a grant wants.";

    private readonly PolicySnapshot policy = Policy.Load("""
        version: 1
        accounts: {prod: "111122223333"}
        grants:
          - {id: reader, when: {clientRoles: [reader]}, assume: {roleArn: "arn:aws:iam::111122223333:role/Reader"}, permit: {services: [s3]}}
          - {id: keys, when: {clientRoles: [keys]}, assume: {roleArn: "arn:aws:iam::111122223333:role/Reader"}, permit: {modes: [credentials]}}
          - {id: twin, when: {clientRoles: [twin]}, assume: {roleArn: "arn:aws:iam::111122223333:role/Reader"}, permit: {services: [sqs]}}
          - {id: strong, when: {clientRoles: [strong], acr: [gold], maxAuthAge: 5m}, assume: {roleArn: "arn:aws:iam::111122223333:role/Strong"}}
          - {id: tagged, when: {clientRoles: [tagged]}, assume: {roleArn: "arn:aws:iam::111122223333:role/Tagged", tags: {t: "${claims.t}"}}}
          - {id: queued, when: {clientRoles: [queued]}, assume: {roleArn: "arn:aws:iam::111122223333:role/Tagged", tags: {t: "${claims.t}"}}, permit: {services: [sqs]}}
          - {id: any, when: {clientRoles: ["any:{role}"]}, assume: {roleArn: "arn:aws:iam::111122223333:role/${match.role}"}}
        denials:
          - {id: z-gone, when: {groups: [/gone]}}
          - {id: a-gone, when: {groups: [/gone]}}
        """);

    [Theory]
    [InlineData("reader", "reader", "reader")]
    [InlineData("reader", Arn + "Reader", "reader")]
    [InlineData("any:X", "any:X", "any:X")]
    [InlineData("any:X", "any", "any:X")]
    [InlineData("any:X", Arn + "X", "any:X")]
    [InlineData("any:X,any:Y", "any:Y", "any:Y")]
    [InlineData("any:X,any:Y", Arn + "Y", "any:Y")]
    [InlineData("reader,keys", Arn + "Reader", "reader")]
    [InlineData("reader,any:Reader", "any:Reader", "any:Reader")]
    [InlineData("reader", null, "reader")]
    [InlineData("reader,keys", null, "reader")]
    [InlineData("any:X", null, "any:X")]
    public void A_role_is_chosen_by_id_by_ARN_or_because_it_is_the_only_one(string roles, string? role, string id) =>
        Select(roles, role).Role.ShouldNotBeNull().Id.ShouldBe(id);

    [Theory]
    [InlineData("reader", "other", "NotGranted", "No grant gives you the role 'other'. GET /api/roles lists those that do.")]
    [InlineData("reader", "twin", "NotGranted", "No grant gives you the role 'twin'. GET /api/roles lists those that do.")]
    [InlineData("reader", "Reader", "NotGranted", "No grant gives you the role 'Reader'. GET /api/roles lists those that do.")]
    [InlineData("reader", "reader:x", "NotGranted", "No grant gives you the role 'reader:x'. GET /api/roles lists those that do.")]
    [InlineData("reader", Arn + "Other", "NotGranted", "No grant gives you the role 'arn:aws:iam::111122223333:role/Other'. GET /api/roles lists those that do.")]
    [InlineData("other", Arn + "Reader", "NotGranted", "No grant gives you the role 'arn:aws:iam::111122223333:role/Reader'. GET /api/roles lists those that do.")]
    [InlineData("reader", "arn:nonsense", "NotGranted", "No grant gives you the role 'arn:nonsense'. GET /api/roles lists those that do.")]
    [InlineData("reader", "", "NotGranted", "No grant gives you the role that was named. GET /api/roles lists those that do.")]
    [InlineData("reader", "eyJhbGciOi.eyJzdWIi.sig", "NotGranted", "No grant gives you the role that was named. GET /api/roles lists those that do.")]
    [InlineData("reader", "<script>", "NotGranted", "No grant gives you the role that was named. GET /api/roles lists those that do.")]
    [InlineData("any:X,any:Y", "any", "Ambiguous", "'any' stands for several roles of yours; name one by its id: any:X, any:Y.")]
    [InlineData("reader,twin", Arn + "Reader", "Ambiguous", "'arn:aws:iam::111122223333:role/Reader' stands for several roles of yours; name one by its id: reader, twin.")]
    [InlineData("keys", "keys", "ModeNotPermitted", "The role 'keys' is not permitted in the mode forward; it is in: credentials.")]
    [InlineData("keys", Arn + "Reader", "ModeNotPermitted", "The role 'arn:aws:iam::111122223333:role/Reader' is not permitted in the mode forward; it is in: credentials.")]
    [InlineData("strong", "strong", "StepUp", "The role 'strong' wants a login at the level gold no longer than 300 seconds ago. Log in again, then repeat the request.")]
    [InlineData("strong", Arn + "Strong", "StepUp", "The role 'strong' wants a login at the level gold no longer than 300 seconds ago. Log in again, then repeat the request.")]
    [InlineData("strong", null, "StepUp", "The role 'strong' wants a login at the level gold no longer than 300 seconds ago. Log in again, then repeat the request.")]
    [InlineData("tagged", "tagged", "Unusable", "The grant 'tagged' is yours but cannot be used. The tag 't' needs the claim 't', which the token does not hold. Whoever keeps the policy or the issuer's mappers can mend it.")]
    [InlineData("reader,twin", null, "Unspecified", "You have several roles for the mode forward; name one of them: reader, twin.")]
    [InlineData("tagged", null, "Unusable", "The grant 'tagged' is yours but cannot be used. The tag 't' needs the claim 't', which the token does not hold. Whoever keeps the policy or the issuer's mappers can mend it.")]
    [InlineData("tagged,strong", null, "StepUp", "The role 'strong' wants a login at the level gold no longer than 300 seconds ago. Log in again, then repeat the request.")]
    [InlineData("keys", null, "NotGranted", NoneOfForward)]
    [InlineData("other", null, "NotGranted", NoneOfForward)]
    public void A_refusal_says_why_and_what_to_do_next(string roles, string? role, string reason, string message)
    {
        var refusal = Select(roles, role).Refusal.ShouldNotBeNull();

        (refusal.Reason.ToString(), refusal.Message).ShouldBe((reason, message));
    }

    [Fact]
    public void A_step_up_carries_what_the_login_must_be()
    {
        var stepUp = Select("strong", "strong").Refusal.ShouldNotBeNull().StepUp.ShouldNotBeNull();

        stepUp.AcrValues.ShouldBe(["gold"]);
        stepUp.MaxAge.ShouldBe(TimeSpan.FromMinutes(5));
    }

    [Theory]
    [InlineData("s3", "reader")]
    [InlineData("sqs", "twin")]
    [InlineData("dynamodb", null)]
    public void With_no_role_named_grants_for_the_service_alone_count(string service, string? id) =>
        (policy.Select(Caller("reader,twin"), Callers.Context, null, AccessMode.Forward, service).Role?.Id).ShouldBe(id);

    [Theory]
    [InlineData("reader", "dynamodb", "Forward", "NotGranted")]
    [InlineData("queued", "sqs", "Forward", "Unusable")]
    [InlineData("queued", "s3", "Forward", "NotGranted")]
    [InlineData("queued", "sqs", "Console", "NotGranted")]
    public void With_no_role_named_a_grant_that_cannot_be_used_is_told_where_it_would_fit(string roles, string service, string mode, string reason) =>
        policy.Select(Caller(roles), Callers.Context, null, Enum.Parse<AccessMode>(mode), service).Refusal.ShouldNotBeNull().Reason.ToString().ShouldBe(reason);

    [Theory]
    [InlineData("reader")]
    [InlineData("no-such-role")]
    [InlineData(null)]
    public void A_denial_comes_before_everything_and_is_the_first_by_id(string? role)
    {
        var refusal = policy.Select(Caller("reader", "/gone"), Callers.Context, role, AccessMode.Forward).Refusal.ShouldNotBeNull();

        refusal.Reason.ShouldBe(RoleRefusalReason.Denied);
        refusal.Message.ShouldBe("The policy's denial 'a-gone' applies to you, so no role can be used. Ask whoever keeps the policy.");
    }

    private RoleSelection Select(string roles, string? role) => policy.Select(Caller(roles), Callers.Context, role, AccessMode.Forward);

    private static Gateway.Identity.Caller Caller(string roles, string? group = null) =>
        Callers.Of(System.Text.Json.JsonSerializer.Serialize(new { roles = roles.Split(','), groups = group is null ? [] : new[] { group }, acr = "silver", auth_time = 1 }));
}
