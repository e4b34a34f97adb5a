using System.Net;
using Amazon.SSO;
using Amazon.SSO.Model;
using Gateway.Revocations;
using Gateway.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace Gateway.Tests.Sso;

public sealed class AssignmentTests(SsoWorld world) : IClassFixture<SsoWorld>
{
    private const string Account = "111122223333";

    private string Demo => world.Gateway.Keycloak.MintAccessToken("demo");

    [Fact]
    public async Task Accounts_are_those_in_which_the_caller_has_a_role()
    {
        var account = (await world.Sso.ListAccountsAsync(new() { AccessToken = Demo })).AccountList.ShouldHaveSingleItem();

        account.AccountId.ShouldBe(Account);
        account.AccountName.ShouldBe("orders-prod");
    }

    [Fact]
    public async Task Roles_are_those_of_the_caller_by_name()
    {
        var roles = (await world.Sso.ListAccountRolesAsync(new() { AccessToken = Demo, AccountId = Account })).RoleList;

        roles.Select(role => role.RoleName).ShouldBe(["Legacy", "OrdersReader", "OrdersWriter"]);
        roles.ShouldAllBe(role => role.AccountId == Account);
    }

    [Fact]
    public async Task Another_caller_sees_other_roles()
    {
        var token = world.Gateway.Keycloak.MintAccessToken("viewer");

        (await world.Sso.ListAccountRolesAsync(new() { AccessToken = token, AccountId = Account })).RoleList.Select(role => role.RoleName).ShouldBe(["Analyst"]);
        // The grant permits 'forward' alone.
        (await world.RealSso.ListAccountsAsync(new() { AccessToken = token })).AccountList.ShouldBeEmpty();
    }

    [Fact]
    public async Task Pages_hold_what_is_asked_for_and_together_everything()
    {
        var names = new List<string>();
        string? next = null;
        do
        {
            var page = await world.Sso.ListAccountRolesAsync(new() { AccessToken = Demo, AccountId = Account, MaxResults = 2, NextToken = next });
            page.RoleList.Count.ShouldBeLessThanOrEqualTo(2);
            names.AddRange(page.RoleList.Select(role => role.RoleName));
            next = page.NextToken;
        }
        while (next is not null);

        names.ShouldBe(["Legacy", "OrdersReader", "OrdersWriter"]);
    }

    [Fact]
    public async Task Credentials_are_the_gateway_s_and_end_in_milliseconds()
    {
        var credentials = (await world.Sso.GetRoleCredentialsAsync(Request(Demo, "OrdersReader"))).RoleCredentials;

        credentials.AccessKeyId.ShouldStartWith("GWAY");
        credentials.SessionToken.ShouldStartWith("GW1.");
        credentials.Expiration.ShouldBe(world.Time.GetUtcNow().AddMinutes(30).ToUnixTimeMilliseconds());
    }

    [Fact]
    public async Task Credentials_of_the_other_base_path_are_AWS_s_own()
    {
        var credentials = (await world.RealSso.GetRoleCredentialsAsync(Request(Demo, "OrdersReader"))).RoleCredentials;

        credentials.AccessKeyId.ShouldStartWith("ASIA");
        world.Gateway.Aws.AssumeRoleCalls.ShouldContain(call => call.RoleArn == TestPolicy.ReaderArn && call.RoleSessionName == "demo");
    }

    [Theory]
    [InlineData("orders-reader")]
    [InlineData("by-arn:111122223333:Legacy")]
    public async Task A_role_is_known_by_its_id_too(string id) =>
        (await world.Sso.GetRoleCredentialsAsync(Request(Demo, id))).RoleCredentials.AccessKeyId.ShouldStartWith("GWAY");

    [Fact]
    public async Task Names_that_two_roles_share_are_told_apart_by_path_and_a_shared_name_is_refused()
    {
        await using var own = await SsoWorld.StartAsync("""
            version: 1
            accounts: { one: "111122223333" }
            grants:
              - { id: a, when: { clientRoles: [orders-reader] }, assume: { roleArn: "arn:aws:iam::111122223333:role/team-a/Reader", sessionName: x1 } }
              - { id: b, when: { clientRoles: [orders-reader] }, assume: { roleArn: "arn:aws:iam::111122223333:role/team-b/Reader", sessionName: x1 } }
              - { id: c, when: { clientRoles: [orders-reader] }, assume: { roleArn: "arn:aws:iam::111122223333:role/Same", sessionName: x1 } }
              - { id: d, when: { clientRoles: [orders-reader] }, assume: { roleArn: "arn:aws:iam::111122223333:role/Same", sessionName: x2 } }
            """);
        var token = own.Gateway.Keycloak.MintAccessToken("demo");

        var names = (await own.Sso.ListAccountRolesAsync(new() { AccessToken = token, AccountId = Account })).RoleList.Select(role => role.RoleName).ToList();

        names.ShouldBe(["c", "d", "team-a/Reader", "team-b/Reader"]);
        foreach (var name in names)
        {
            (await own.Sso.GetRoleCredentialsAsync(Request(token, name))).RoleCredentials.AccessKeyId.ShouldStartWith("GWAY");
        }

        var refused = await Should.ThrowAsync<InvalidRequestException>(() => own.Sso.GetRoleCredentialsAsync(Request(token, "Reader")));
        refused.Message.ShouldContain("a, b");
    }

    [Fact]
    public async Task An_id_that_is_the_name_of_a_role_too_means_the_role_of_that_id()
    {
        await using var own = await SsoWorld.StartAsync("""
            version: 1
            accounts: { one: "111122223333" }
            grants:
              - { id: Same, when: { clientRoles: [orders-reader] }, assume: { roleArn: "arn:aws:iam::111122223333:role/Same", sessionName: x1 } }
              - { id: other, when: { clientRoles: [orders-reader] }, assume: { roleArn: "arn:aws:iam::111122223333:role/Same", sessionName: x2 } }
            """);
        var token = own.Gateway.Keycloak.MintAccessToken("demo");
        (await own.Sso.ListAccountRolesAsync(new() { AccessToken = token, AccountId = Account })).RoleList.Select(role => role.RoleName).ShouldBe(["Same", "other"]);

        (await own.Sso.GetRoleCredentialsAsync(Request(token, "Same"))).RoleCredentials.AccessKeyId.ShouldStartWith("GWAY");

        (await own.Gateway.Audit.NextAsync()).Action.ShouldBe("sso:ListAccountRoles");
        (await own.Gateway.Audit.NextAsync()).RoleId.ShouldBe("Same");
    }

    [Theory]
    [InlineData("Analyst", Account, "No grant gives you")]
    [InlineData("OrdersReader", "999999999999", "No grant gives you")]
    [InlineData("Fresh", Account, "aws sso logout")]
    public async Task A_role_that_the_caller_may_not_use_is_forbidden_with_a_reason(string role, string account, string words)
    {
        var refused = await Should.ThrowAsync<AmazonSSOException>(() => world.Sso.GetRoleCredentialsAsync(
            new GetRoleCredentialsRequest { AccessToken = Demo, AccountId = account, RoleName = role }));

        refused.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        refused.ErrorCode.ShouldBe("ForbiddenException");
        refused.Message.ShouldContain(words);
    }

    [Fact]
    public async Task A_role_without_the_mode_says_in_which_it_is_permitted()
    {
        var token = world.Gateway.Keycloak.MintAccessToken("viewer");

        var refused = await Should.ThrowAsync<AmazonSSOException>(() => world.RealSso.GetRoleCredentialsAsync(Request(token, "Analyst")));

        refused.Message.ShouldContain("forward");
    }

    [Fact]
    public async Task A_role_whose_grant_was_revoked_is_not_listed_and_whoever_names_it_is_told()
    {
        await using var own = await SsoWorld.StartAsync();
        var token = own.Gateway.Keycloak.MintAccessToken("demo");

        Revoke(own, "orders-reader");

        (await own.Sso.ListAccountRolesAsync(new() { AccessToken = token, AccountId = Account })).RoleList.Select(role => role.RoleName).ShouldBe(["Legacy", "OrdersWriter"]);
        var refused = await Should.ThrowAsync<UnauthorizedException>(() => own.Sso.GetRoleCredentialsAsync(Request(token, "OrdersReader")));
        refused.Message.ShouldContain("The role was revoked");
    }

    [Fact]
    public async Task An_account_whose_roles_were_all_revoked_is_not_listed()
    {
        await using var own = await SsoWorld.StartAsync();

        Revoke(own, "orders-reader", "orders-writer", "by-arn");

        (await own.Sso.ListAccountsAsync(new() { AccessToken = own.Gateway.Keycloak.MintAccessToken("demo") })).AccountList.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_suspended_person_is_told_which_denial_applies()
    {
        var refused = await Should.ThrowAsync<AmazonSSOException>(() => world.Sso.ListAccountsAsync(new() { AccessToken = world.Gateway.Keycloak.MintAccessToken("suspended") }));

        refused.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        refused.Message.ShouldContain("'suspended'");
    }

    [Fact]
    public async Task An_account_without_roles_is_not_found() =>
        await Should.ThrowAsync<ResourceNotFoundException>(() => world.Sso.ListAccountRolesAsync(new() { AccessToken = Demo, AccountId = "999999999999" }));

    [Fact]
    public async Task A_token_that_has_expired_asks_for_a_login()
    {
        await using var own = await SsoWorld.StartAsync();
        var (_, token) = await own.LogInAsync();
        own.Time.Advance(TimeSpan.FromHours(1));

        await Should.ThrowAsync<UnauthorizedException>(() => own.Sso.ListAccountsAsync(new() { AccessToken = token.AccessToken }));
    }

    [Theory]
    [InlineData("nonsense")]
    [InlineData("SGW1.AAAA")]
    public async Task A_token_that_is_none_asks_for_a_login(string token) =>
        await Should.ThrowAsync<UnauthorizedException>(() => world.Sso.ListAccountsAsync(new() { AccessToken = token }));

    [Fact]
    public async Task No_token_asks_for_a_login() =>
        (await world.Gateway.Client.GetAsync("/sso/assignment/accounts")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);

    [Theory]
    [InlineData("/sso/assignment/accounts?max_result=0")]
    [InlineData("/sso/assignment/accounts?max_result=101")]
    [InlineData("/sso/assignment/accounts?next_token=%2A")]
    [InlineData("/sso/assignment/roles")]
    [InlineData("/sso/federation/credentials?account_id=111122223333")]
    public async Task A_request_out_of_bounds_is_refused_in_the_service_s_own_shape(string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Add("x-amz-sso_bearer_token", Demo);

        using var answer = await world.Gateway.Client.SendAsync(request);

        ((int)answer.StatusCode).ShouldBe(400);
        answer.Headers.GetValues("x-amzn-ErrorType").ShouldBe(["InvalidRequestException"]);
        (await answer.JsonAsync()).Text("message").ShouldNotBeNullOrEmpty();
    }

    [Fact]
    public async Task The_audit_record_tells_who_took_which_role()
    {
        await using var own = await SsoWorld.StartAsync();

        await own.Sso.GetRoleCredentialsAsync(Request(own.Gateway.Keycloak.MintAccessToken("demo"), "OrdersReader"));

        var entry = await own.Gateway.Audit.NextAsync();
        (entry.Door, entry.Action, entry.RoleId, entry.Identity!.Name).ShouldBe(("sso", "issue:forward", "orders-reader", "demo"));
        entry.ClientAccessKeyId.ShouldNotBeNull().ShouldStartWith("GWAY");
    }

    private static void Revoke(SsoWorld world, params string[] grants)
    {
        foreach (var grant in grants)
        {
            world.Gateway.Services.GetRequiredService<RevocationList>().Revoke(RevocationTarget.Grant(grant), world.Time.GetUtcNow(), "a test");
        }
    }

    private static GetRoleCredentialsRequest Request(string token, string role) => new() { AccessToken = token, AccountId = Account, RoleName = role };
}
