using Gateway.Tests.Forwarding;
using Gateway.Tests.Hosting;
using Shouldly;
using Xunit;

namespace Gateway.Tests.Issuing;

public sealed class ApiTests(SharedGateway shared) : IClassFixture<SharedGateway>
{
    private TestGateway Gateway => shared.Gateway;

    private string Demo => Gateway.Keycloak.MintAccessToken("demo");

    [Fact]
    public async Task Roles_lists_what_the_caller_may_use_and_nothing_else()
    {
        var roles = (await (await Gateway.GetAsync("/api/roles", Demo)).JsonAsync()).EnumerateArray().ToList();

        roles.Select(role => role.Text("id")).ShouldBe(["by-arn:111122223333:Legacy", "orders-reader", "orders-writer"]);
        var reader = roles[1];
        reader.Text("roleArn").ShouldBe(TestPolicy.ReaderArn);
        reader.Text("accountId").ShouldBe("111122223333");
        reader.Text("accountName").ShouldBe("orders-prod");
        reader.Text("description").ShouldBe("Read the orders.");
        reader.GetProperty("modes").EnumerateArray().Select(mode => mode.GetString()).ShouldBe(["credentials", "console", "forward"]);
        reader.GetProperty("maxDurationSeconds").GetInt32().ShouldBe(1800);
        roles[2].GetProperty("maxDurationSeconds").GetInt32().ShouldBe(7200);
    }

    [Fact]
    public async Task Roles_lists_on_request_what_another_login_would_give_and_which_login_that_is()
    {
        var roles = (await (await Gateway.GetAsync("/api/roles?stepUp=true", Demo)).JsonAsync()).EnumerateArray().ToList();

        var fresh = roles.Single(role => role.TryGetProperty("stepUp", out _));
        fresh.Text("id").ShouldBe("fresh");
        fresh.Text("accountName").ShouldBe("orders-prod");
        fresh.GetProperty("stepUp").GetRawText().ShouldBe("""{"acrValues":["gold"]}""");
        fresh.TryGetProperty("maxDurationSeconds", out _).ShouldBeFalse();
        roles.Count.ShouldBe(4);
    }

    [Fact]
    public async Task Roles_takes_no_other_word_for_that() =>
        (await (await Gateway.GetAsync("/api/roles?stepUp=perhaps", Demo)).CodeAsync()).ShouldBe("invalid-request");

    [Theory]
    [InlineData("POST", "/api/roles", true, "GET")]
    [InlineData("DELETE", "/API/Credentials/", true, "GET")]
    [InlineData("PUT", "/api/configuration", false, "GET, HEAD")]
    public async Task A_door_says_which_method_it_takes(string method, string path, bool withToken, string allowed)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        request.Headers.Authorization = withToken ? new("Bearer", Demo) : null;

        var answer = await Gateway.Client.SendAsync(request);

        ((int)answer.StatusCode).ShouldBe(405);
        answer.Content.Headers.Allow.ShouldBe(allowed.Split(", "));
        (await answer.CodeAsync()).ShouldBe("method-not-allowed");
    }

    [Fact]
    public async Task What_is_no_door_is_not_found_by_any_method() =>
        (await (await Gateway.Client.PostAsync("/api/nothing", content: null)).CodeAsync()).ShouldBe("no-such-door");

    [Fact]
    public async Task A_signed_call_goes_to_a_bucket_named_api_by_whatever_method()
    {
        var keys = await ClientKeys.MintAsync(Gateway, "orders-writer");

        var answer = await Gateway.Client.SendAsync(new SignedRequest { Method = "PUT", Path = "/api/roles", Body = [1] }.Sign(Gateway.Url, keys));

        (await answer.Content.ReadAsStringAsync()).ShouldContain("<Code>NoSuchBucket</Code>");
    }

    [Fact]
    public async Task Roles_of_a_suspended_user_are_none()
    {
        var answer = await Gateway.GetAsync("/api/roles", Gateway.Keycloak.MintAccessToken("suspended"));

        (await answer.JsonAsync()).GetArrayLength().ShouldBe(0);
    }

    [Theory]
    [InlineData("orders-reader")]
    [InlineData(TestPolicy.ReaderArn)]
    public async Task Credentials_are_AWS_own_and_of_the_caller_s_session(string role)
    {
        var answer = await Gateway.GetAsync($"/api/credentials?role={Uri.EscapeDataString(role)}", Demo);

        ((int)answer.StatusCode).ShouldBe(200);
        answer.Headers.CacheControl!.NoStore.ShouldBeTrue();
        var credentials = await answer.JsonAsync();
        credentials.EnumerateObject().Select(member => member.Name).ShouldBe(["AccessKeyId", "SecretAccessKey", "SessionToken", "Expiration"]);
        credentials.Text("Expiration").ShouldMatch(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$");
        var call = Gateway.Aws.AssumeRoleCalls.Last(call => call.RoleArn == TestPolicy.ReaderArn);
        call.RoleSessionName.ShouldBe("demo");
        call.SourceIdentity.ShouldBe("demo");
        call.Tags.ShouldContainKeyAndValue("team", "orders");
        call.DurationSeconds.ShouldBe(1800);
        Gateway.Aws.Failures.ShouldBeEmpty();
    }

    [Fact]
    public async Task Mode_forward_gives_gateway_credentials_in_the_same_shape()
    {
        var credentials = await (await Gateway.GetAsync("/api/credentials?role=orders-reader&mode=forward&duration=900", Demo)).JsonAsync();

        credentials.Text("AccessKeyId").ShouldStartWith("GWAY");
        credentials.Text("SessionToken").ShouldStartWith("GW1.");
        DateTimeOffset.Parse(credentials.Text("Expiration")).ShouldBe(TimeProvider.System.GetUtcNow().AddSeconds(900), TimeSpan.FromSeconds(20));
    }

    [Fact]
    public async Task Process_credentials_are_gateway_credentials_unless_asked_otherwise()
    {
        var usual = await (await Gateway.GetAsync("/api/process-credentials?role=orders-reader", Demo)).JsonAsync();
        var real = await (await Gateway.GetAsync("/api/process-credentials?role=orders-reader&mode=credentials", Demo)).JsonAsync();

        usual.GetProperty("Version").GetInt32().ShouldBe(1);
        usual.Text("SessionToken").ShouldStartWith("GW1.");
        real.Text("SessionToken").ShouldNotStartWith("GW1.");
    }

    [Theory]
    [InlineData("role=nobody", 403, "role-not-granted", "No grant gives you the role 'nobody'. GET /api/roles lists those that do.")]
    [InlineData("role=analyst", 403, "role-not-granted", "No grant gives you the role 'analyst'. GET /api/roles lists those that do.")]
    [InlineData("", 400, "role-unspecified", "You have several roles for the mode credentials; name one of them: by-arn:111122223333:Legacy, orders-reader, orders-writer.")]
    [InlineData("role=orders-reader&duration=899", 400, "invalid-request", "The duration must be between 900 and 1800 seconds for the role 'orders-reader': what its grant gives.")]
    [InlineData("role=orders-reader&duration=1801", 400, "invalid-request", "The duration must be between 900 and 1800 seconds for the role 'orders-reader': what its grant gives.")]
    [InlineData("role=orders-writer&duration=7201&mode=forward", 400, "invalid-request", "The duration must be between 900 and 7200 seconds for the role 'orders-writer': what its grant gives.")]
    [InlineData("role=orders-reader&duration=1h", 400, "invalid-request", "duration must be a whole number of seconds, such as 3600.")]
    [InlineData("role=orders-reader&mode=both", 400, "invalid-request", "mode must be 'credentials' for AWS's own credentials or 'forward' for gateway credentials.")]
    [InlineData("role=orders-reader&role=analyst", 400, "invalid-request", "The parameter 'role' is given 2 times; give it once.")]
    public async Task A_wrong_question_is_answered_with_what_to_do(string query, int status, string code, string words)
    {
        var answer = await Gateway.GetAsync("/api/credentials?" + query, Demo);

        ((int)answer.StatusCode).ShouldBe(status);
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
        var problem = await answer.JsonAsync();
        problem.Text("code").ShouldBe(code);
        problem.Text("detail").ShouldBe(words);
    }

    [Fact]
    public async Task A_name_that_stands_for_several_roles_is_answered_with_their_ids()
    {
        var token = Gateway.Keycloak.MintAccessToken("demo", claims => claims["roles"] = new System.Text.Json.Nodes.JsonArray("arn:aws:iam::111122223333:role/Second"));

        var answer = await Gateway.GetAsync("/api/credentials?role=by-arn", token);

        ((int)answer.StatusCode).ShouldBe(400);
        var problem = await answer.JsonAsync();
        problem.Text("code").ShouldBe("role-ambiguous");
        problem.Text("detail").ShouldBe("'by-arn' stands for several roles of yours; name one by its id: by-arn:111122223333:Legacy, by-arn:111122223333:Second.");
    }

    [Theory]
    [InlineData("orders-reader", "team", "The tag 'team' needs the claim 'team', which the token does not hold.")]
    [InlineData("orders-writer", "preferred_username", "The session name needs the claim 'preferred_username', which the token does not hold.")]
    public async Task A_grant_whose_claim_the_token_lacks_is_refused_by_the_claim_s_name(string role, string claim, string words)
    {
        var answer = await Gateway.GetAsync("/api/credentials?role=" + role, Gateway.Keycloak.MintAccessToken("demo", claims => claims.Remove(claim)));

        ((int)answer.StatusCode).ShouldBe(403);
        var problem = await answer.JsonAsync();
        problem.Text("code").ShouldBe("role-unusable");
        problem.Text("detail").ShouldBe($"The grant '{role}' is yours but cannot be used. {words} Whoever keeps the policy or the issuer's mappers can mend it.");
    }

    [Fact]
    public async Task Unknown_and_another_s_role_are_refused_in_the_same_words()
    {
        var unknown = await (await Gateway.GetAsync("/api/credentials?role=nobody", Demo)).JsonAsync();
        var another = await (await Gateway.GetAsync("/api/credentials?role=analyst", Demo)).JsonAsync();

        another.Text("detail").ShouldBe(unknown.Text("detail").Replace("nobody", "analyst", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_mode_that_the_grant_does_not_permit_is_refused()
    {
        var answer = await Gateway.GetAsync("/api/credentials?role=analyst", Gateway.Keycloak.MintAccessToken("viewer"));

        ((int)answer.StatusCode).ShouldBe(403);
        (await answer.CodeAsync()).ShouldBe("mode-not-permitted");
    }

    [Fact]
    public async Task A_suspended_user_is_told_so()
    {
        var answer = await Gateway.GetAsync("/api/credentials?role=orders-reader", Gateway.Keycloak.MintAccessToken("suspended"));

        ((int)answer.StatusCode).ShouldBe(403);
        (await answer.CodeAsync()).ShouldBe("denied");
    }

    [Fact]
    public async Task A_role_that_wants_a_fresher_login_is_answered_with_a_step_up_challenge()
    {
        var stale = Gateway.Keycloak.MintAccessToken("demo", claims => claims["auth_time"] = TimeProvider.System.GetUtcNow().AddHours(-1).ToUnixTimeSeconds());

        var answer = await Gateway.GetAsync("/api/credentials?role=fresh&mode=forward", stale);

        ((int)answer.StatusCode).ShouldBe(401);
        var challenge = answer.Headers.WwwAuthenticate.ToString();
        challenge.ShouldContain("error=\"insufficient_user_authentication\"");
        challenge.ShouldContain("acr_values=\"gold\"");
        challenge.ShouldContain("max_age=\"900\"");
    }

    [Fact]
    public async Task Login_gives_the_federated_sign_in_URL_and_no_key_in_it()
    {
        var answer = await Gateway.GetAsync("/api/login?role=orders-reader&destination=s3", Demo);

        ((int)answer.StatusCode).ShouldBe(200);
        var url = new Uri((await answer.JsonAsync()).Text("url"));
        url.GetLeftPart(UriPartial.Path).ShouldBe("https://signin.aws.amazon.com/federation");
        var query = System.Web.HttpUtility.ParseQueryString(url.Query);
        query["Action"].ShouldBe("login");
        query["Issuer"].ShouldBe(Gateway.Url);
        query["Destination"].ShouldBe("https://console.aws.amazon.com/s3/home?region=eu-west-1");
        query["SigninToken"].ShouldNotBeNullOrEmpty();
    }

    [Theory]
    [InlineData("https://evil.example/")]
    [InlineData("//evil.example/")]
    [InlineData("http://console.aws.amazon.com/")]
    [InlineData("https://console.aws.amazon.com.evil.example/")]
    [InlineData("https://evilconsole.aws.amazon.com/")]
    [InlineData("https://user@console.aws.amazon.com/")]
    [InlineData("https://console.aws.amazon.com:8443/")]
    [InlineData("javascript:alert(1)")]
    [InlineData("/\\evil.example")]
    public async Task A_destination_never_leads_out_of_the_console(string destination)
    {
        var answer = await Gateway.GetAsync("/api/login?role=orders-reader&destination=" + Uri.EscapeDataString(destination), Demo);

        if (answer.IsSuccessStatusCode)
        {
            var target = System.Web.HttpUtility.ParseQueryString(new Uri((await answer.JsonAsync()).Text("url")).Query)["Destination"];
            target.ShouldStartWith("https://console.aws.amazon.com/");
        }
        else
        {
            (await answer.CodeAsync()).ShouldBe("invalid-request");
        }
    }

    [Fact]
    public async Task Configuration_tells_a_client_all_that_it_needs()
    {
        var configuration = await (await Gateway.GetAsync("/api/configuration", token: null)).JsonAsync();

        configuration.Text("issuer").ShouldBe(Gateway.Keycloak.Issuer);
        configuration.Text("clientId").ShouldBe("stsgw");
        configuration.Text("region").ShouldBe("eu-west-1");
        configuration.GetProperty("doors").Text("roles").ShouldBe("/api/roles");
    }

    [Fact]
    public async Task A_path_without_a_door_says_where_the_doors_are()
    {
        var answer = await Gateway.GetAsync("/nowhere", token: null);

        ((int)answer.StatusCode).ShouldBe(404);
        (await answer.JsonAsync()).Text("detail").ShouldContain("/openapi/v1.json");
    }
}
