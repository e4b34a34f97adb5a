using System.Net.Http.Headers;
using System.Xml.Linq;
using Gateway.Signing;
using Gateway.Tests.Forwarding;
using Gateway.Tests.Hosting;
using Shouldly;
using Xunit;

namespace Gateway.Tests.Issuing;

public sealed class StsDoorTests(SharedGateway shared) : IClassFixture<SharedGateway>
{
    private static readonly XNamespace Sts = "https://sts.amazonaws.com/doc/2011-06-15/";

    private TestGateway Gateway => shared.Gateway;

    private string Demo => Gateway.Keycloak.MintAccessToken("demo");

    [Fact]
    public async Task Post_to_the_root_gives_gateway_credentials()
    {
        var answer = await AssumeAsync("/", Demo);

        answer.StatusCode.ShouldBe(System.Net.HttpStatusCode.OK);
        var xml = await XmlAsync(answer);
        xml.Name.ShouldBe(Sts + "AssumeRoleWithWebIdentityResponse");
        var credentials = xml.Descendants(Sts + "Credentials").Single();
        credentials.Element(Sts + "AccessKeyId")!.Value.ShouldStartWith("GWAY");
        credentials.Element(Sts + "SessionToken")!.Value.ShouldStartWith("GW1.");
        xml.Descendants(Sts + "Arn").Single().Value.ShouldBe("arn:aws:sts::111122223333:assumed-role/OrdersReader/demo");
        xml.Descendants(Sts + "RequestId").Single().Value.ShouldBe(answer.Headers.GetValues("x-amzn-RequestId").Single());
        Gateway.Aws.AssumeRoleCalls.ShouldBeEmpty();
    }

    [Fact]
    public async Task Post_to_sts_gives_AWS_credentials()
    {
        await using var gateway = await TestGateway.StartAsync();

        var answer = await AssumeAsync("/sts", gateway.Keycloak.MintAccessToken("demo"), to: gateway);

        var xml = await XmlAsync(answer);
        xml.Descendants(Sts + "AccessKeyId").Single().Value.ShouldStartWith("ASIA");
        gateway.Aws.AssumeRoleCalls.Count.ShouldBe(1);
    }

    [Fact]
    public async Task An_issuer_that_cannot_be_reached_is_an_IDP_communication_error()
    {
        await using var gateway = await TestGateway.StartAsync(waitForKeys: false, keycloakIs: keycloak => keycloak.Faults.Down());

        await ShouldBeErrorAsync(await AssumeAsync("/", gateway.Keycloak.MintAccessToken("demo"), to: gateway), 400, "IDPCommunicationError", "The issuer's keys cannot be had at the moment; try again shortly.");
    }

    [Theory]
    [InlineData("RoleArn", "arn:aws:iam::111122223333:role/Nobody", 403, "AccessDenied", "No grant gives you the role 'arn:aws:iam::111122223333:role/Nobody'. GET /api/roles lists those that do.")]
    [InlineData("RoleArn", "arn:aws:iam::111122223333:role/Analyst", 403, "AccessDenied", "No grant gives you the role 'arn:aws:iam::111122223333:role/Analyst'. GET /api/roles lists those that do.")]
    [InlineData("RoleArn", "", 400, "ValidationError", "The parameter RoleArn is missing: the ARN of a role that GET /api/roles lists.")]
    [InlineData("WebIdentityToken", "", 400, "MissingParameter", "The parameter WebIdentityToken is missing: the access token, as AWS_WEB_IDENTITY_TOKEN_FILE holds it.")]
    [InlineData("DurationSeconds", "899", 400, "ValidationError", "The duration must be between 900 and 1800 seconds for the role 'orders-reader': what its grant gives.")]
    [InlineData("DurationSeconds", "1801", 400, "ValidationError", "The duration must be between 900 and 1800 seconds for the role 'orders-reader': what its grant gives.")]
    [InlineData("DurationSeconds", "soon", 400, "ValidationError", "DurationSeconds must be a whole number of seconds, such as 3600.")]
    [InlineData("PolicyArns.member.1.arn", "arn:aws:iam::aws:policy/ReadOnlyAccess", 400, "ValidationError", "The parameter PolicyArns.member.1.arn is not taken here; a session is narrowed by Policy or by the grant's statements.")]
    [InlineData("Policy", "{not json", 400, "MalformedPolicyDocument", "Policy is no JSON policy document with a Statement.")]
    [InlineData("Action", "", 400, "MissingAction", "This door takes Action=AssumeRoleWithWebIdentity.")]
    [InlineData("Action", "AssumeRole", 403, "MissingAuthenticationToken", "The request is not signed. Sign it with gateway credentials, or call AssumeRoleWithWebIdentity to get some.")]
    [InlineData("Action", "GetCallerIdentity", 403, "MissingAuthenticationToken", "The request is not signed. Sign it with gateway credentials, or call AssumeRoleWithWebIdentity to get some.")]
    public async Task A_wrong_parameter_is_refused_in_the_words_of_STS(string parameter, string value, int status, string code, string words)
    {
        var answer = await AssumeAsync("/", Demo, form => form[parameter] = value);

        await ShouldBeErrorAsync(answer, status, code, words);
    }

    [Fact]
    public async Task A_form_signed_with_Signature_Version_2_is_told_so() =>
        await ShouldBeErrorAsync(
            await AssumeAsync("/", Demo, form => (form["Action"], form["SignatureVersion"], form["Signature"]) = ("ListDomains", "2", "abc=")),
            403, "MissingAuthenticationToken", UnsupportedAlgorithm.SigV2.Message);

    [Fact]
    public async Task A_role_of_several_grants_is_refused_with_ways_to_name_one()
    {
        const string twin = "  - {id: twin, when: {clientRoles: [orders-reader]}, assume: {roleArn: \"arn:aws:iam::111122223333:role/OrdersReader\"}}\n";
        await using var gateway = await TestGateway.StartAsync(TestPolicy.Usual.Replace("grants:\n", "grants:\n" + twin, StringComparison.Ordinal));

        var answer = await AssumeAsync("/", gateway.Keycloak.MintAccessToken("demo"), to: gateway);

        await ShouldBeErrorAsync(answer, 400, "ValidationError",
            "'arn:aws:iam::111122223333:role/OrdersReader' stands for several roles of yours; name one by its id: orders-reader, twin. An SDK that refuses ids under 20 characters takes the "
                + "id in AWS_CONTAINER_CREDENTIALS_FULL_URI (/container/credentials?role=…, with &mode=credentials for AWS's own keys), or, for calls to be forwarded, as AWS_ACCESS_KEY_ID with the token as "
                + "secret and session token.");
    }

    [Fact]
    public async Task A_session_policy_beyond_2048_characters_is_too_large()
    {
        var policy = $$"""{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:*","Resource":"{{new string('x', 2100)}}"}]}""";

        await ShouldBeErrorAsync(await AssumeAsync("/", Demo, form => form["Policy"] = policy), 400, "PackedPolicyTooLarge",
            $"The session policy has {policy.Length:N0} characters without white space; AWS takes 2,048.");
    }

    [Fact]
    public async Task A_session_policy_is_refused_where_the_grant_has_statements()
    {
        var answer = await AssumeAsync("/", Demo, form =>
        {
            form["RoleArn"] = "arn:aws:iam::111122223333:role/OrdersWriter";
            form["Policy"] = """{"Version":"2012-10-17","Statement":[]}""";
        });

        await ShouldBeErrorAsync(answer, 403, "AccessDenied",
            "The grant of the role 'orders-writer' has statements of its own, which a session policy would replace; leave Policy out.");
    }

    [Fact]
    public async Task A_session_policy_of_the_caller_narrows_the_forwarded_calls()
    {
        await using var gateway = await TestGateway.StartAsync();
        const string policy = """{ "Version": "2012-10-17", "Statement": [ { "Effect": "Allow", "Action": "s3:ListAllMyBuckets", "Resource": "*" } ] }""";
        var xml = await XmlAsync(await AssumeAsync("/", gateway.Keycloak.MintAccessToken("demo"), form => form["Policy"] = policy, gateway));
        var keys = new ClientKeys(xml.Descendants(Sts + "AccessKeyId").Single().Value, xml.Descendants(Sts + "SecretAccessKey").Single().Value, xml.Descendants(Sts + "SessionToken").Single().Value);

        var list = await gateway.Client.SendAsync(new SignedRequest { Path = "/" }.Sign(gateway.Url, keys));
        var put = await gateway.Client.SendAsync(new SignedRequest { Method = "PUT", Path = "/new-bucket" }.Sign(gateway.Url, keys));

        ((int)list.StatusCode).ShouldBe(200);
        ((int)put.StatusCode).ShouldBe(403);
        gateway.Aws.AssumeRoleCalls.Single().Policy.ShouldBe("""{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:ListAllMyBuckets","Resource":"*"}]}""");
    }

    [Fact]
    public async Task A_duration_within_the_grant_s_bounds_is_honoured()
    {
        var xml = await XmlAsync(await AssumeAsync("/", Demo, form => form["DurationSeconds"] = "900"));

        DateTimeOffset.Parse(xml.Descendants(Sts + "Expiration").Single().Value).ShouldBe(TimeProvider.System.GetUtcNow().AddSeconds(900), TimeSpan.FromSeconds(20));
    }

    [Fact]
    public async Task What_is_no_form_is_refused_as_such()
    {
        using var content = new StringContent("{}", new MediaTypeHeaderValue("application/json"));

        await ShouldBeErrorAsync(await Gateway.Client.PostAsync("/", content), 400, "MalformedQueryString",
            "Send a form (application/x-www-form-urlencoded) of at most 64 KiB.");
    }

    /// <summary>SDKs sign no InitiateAuth of Cognito, and <c>AWS_ENDPOINT_URL</c> leads it here.</summary>
    [Theory]
    [InlineData("/")]
    [InlineData("/sts")]
    public async Task A_call_of_another_service_that_its_SDK_does_not_sign_is_refused_in_its_protocol(string door)
    {
        using var content = new StringContent("{}", new MediaTypeHeaderValue("application/x-amz-json-1.1"));
        content.Headers.Add("X-Amz-Target", "AWSCognitoIdentityProviderService.InitiateAuth");

        var answer = await Gateway.Client.PostAsync(door, content);

        ((int)answer.StatusCode).ShouldBe(400);
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("application/x-amz-json-1.1");
        answer.Headers.GetValues("x-amzn-ErrorType").Single().ShouldBe("MissingAuthenticationTokenException");
        var error = await answer.JsonAsync();
        error.Text("__type").ShouldBe("MissingAuthenticationTokenException");
        error.Text("message").ShouldBe("Unsigned calls are not forwarded: set AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER (or the service's own) to AWS's address, or sign the call.");
    }

    [Fact]
    public async Task A_subject_with_a_character_that_XML_refuses_is_answered_without_it()
    {
        var token = Gateway.Keycloak.MintAccessToken("demo", claims => claims["sub"] = "a\u0001b");

        var xml = await XmlAsync(await AssumeAsync("/", token));

        xml.Descendants(Sts + "SubjectFromWebIdentityToken").Single().Value.ShouldBe("a?b");
    }

    [Fact]
    public async Task A_parameter_given_twice_is_refused()
    {
        using var content = new StringContent($"Action=AssumeRoleWithWebIdentity&RoleArn=a&RoleArn=b&WebIdentityToken={Demo}", new MediaTypeHeaderValue("application/x-www-form-urlencoded"));

        await ShouldBeErrorAsync(await Gateway.Client.PostAsync("/", content), 400, "ValidationError", "The parameter RoleArn is given more than once.");
    }

    private async Task<HttpResponseMessage> AssumeAsync(string door, string token, Action<Dictionary<string, string>>? change = null, TestGateway? to = null)
    {
        var form = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["Action"] = "AssumeRoleWithWebIdentity",
            ["Version"] = "2011-06-15",
            ["RoleArn"] = TestPolicy.ReaderArn,
            ["RoleSessionName"] = "botocore-session-1",
            ["WebIdentityToken"] = token,
        };
        change?.Invoke(form);
        using var content = new FormUrlEncodedContent(form);
        return await (to ?? Gateway).Client.PostAsync(door, content);
    }

    private static async Task<XElement> XmlAsync(HttpResponseMessage answer)
    {
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("text/xml");
        return XElement.Parse(await answer.Content.ReadAsStringAsync());
    }

    private static async Task ShouldBeErrorAsync(HttpResponseMessage answer, int status, string code, string words)
    {
        ((int)answer.StatusCode).ShouldBe(status);
        var xml = await XmlAsync(answer);
        xml.Name.ShouldBe(Sts + "ErrorResponse");
        xml.Descendants(Sts + "Code").Single().Value.ShouldBe(code);
        xml.Descendants(Sts + "Message").Single().Value.ShouldBe(words);
    }
}
