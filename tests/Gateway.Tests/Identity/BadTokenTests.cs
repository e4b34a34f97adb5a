using System.Net.Http.Headers;
using System.Xml.Linq;
using Gateway.Sandbox.Keycloak;
using Gateway.Tests.Forwarding;
using Gateway.Tests.Hosting;
using Shouldly;
using Xunit;

namespace Gateway.Tests.Identity;

/// <summary>Every bad token at every kind of door: each in the door's own language, with its exact status, code and words.</summary>
public sealed class BadTokenTests(SharedGateway shared) : IClassFixture<SharedGateway>
{
    public static TheoryData<string, string> Refusals => HostileTokens.Refusals;

    /// <summary>Those of a JWT's shape: any other may be a session token of AWS's own.</summary>
    public static TheoryData<string, string> ShapedRefusals => new(HostileTokens.Refusals.Where(refusal => refusal.Data.Item1 != "malformed"));

    private TestGateway Gateway => shared.Gateway;

    [Theory]
    [MemberData(nameof(Refusals))]
    public async Task Api_answers_401_with_problem_details_and_a_challenge(string token, string words)
    {
        var answer = await Gateway.GetAsync("/api/roles", HostileTokens.Make(token, Gateway.Keycloak));

        ((int)answer.StatusCode).ShouldBe(401);
        answer.Headers.WwwAuthenticate.ToString().ShouldBe($"Bearer realm=\"gateway\", error=\"invalid_token\", error_description=\"{words}\"");
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
        var problem = await answer.JsonAsync();
        problem.Text("code").ShouldBe(token == "expired" ? "expired-token" : "invalid-token");
        problem.Text("detail").ShouldBe(words);
        problem.Text("requestId").ShouldBe(answer.Headers.GetValues("X-Gateway-Request-Id").Single());
    }

    [Theory]
    [MemberData(nameof(Refusals))]
    public async Task The_container_provider_answers_401_with_code_and_message(string token, string words)
    {
        var answer = await Gateway.GetAsync("/container/credentials?role=orders-reader", HostileTokens.Make(token, Gateway.Keycloak));

        ((int)answer.StatusCode).ShouldBe(401);
        var error = await answer.JsonAsync();
        error.Text("code").ShouldBe(token == "expired" ? "ExpiredToken" : "InvalidIdentityToken");
        error.Text("message").ShouldBe(words);
    }

    [Theory]
    [MemberData(nameof(Refusals))]
    public async Task STS_answers_400_with_the_code_that_SDKs_act_upon(string token, string words)
    {
        using var form = new FormUrlEncodedContent(new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["Action"] = "AssumeRoleWithWebIdentity",
            ["RoleArn"] = TestPolicy.ReaderArn,
            ["RoleSessionName"] = "s",
            ["WebIdentityToken"] = HostileTokens.Make(token, Gateway.Keycloak),
        });

        var answer = await Gateway.Client.PostAsync("/", form);

        ((int)answer.StatusCode).ShouldBe(400);
        var error = XElement.Parse(await answer.Content.ReadAsStringAsync()).Elements().First();
        error.Elements().Select(part => (part.Name.LocalName, part.Value)).ShouldBe(
            [("Type", "Sender"), ("Code", token == "expired" ? "ExpiredTokenException" : "InvalidIdentityToken"), ("Message", words)]);
    }

    [Theory]
    [MemberData(nameof(Refusals))]
    public async Task A_Bearer_call_is_answered_in_the_words_of_its_service(string token, string words)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/aws/dynamodb/eu-west-1/") { Content = new StringContent("{}", new MediaTypeHeaderValue("application/x-amz-json-1.0")) };
        request.Headers.Add("X-Amz-Target", "DynamoDB_20120810.ListTables");
        request.Headers.Authorization = new("Bearer", HostileTokens.Make(token, Gateway.Keycloak));

        var answer = await Gateway.Client.SendAsync(request);

        ((int)answer.StatusCode).ShouldBe(400);
        var error = await answer.JsonAsync();
        error.Text("__type").ShouldBe(token == "expired" ? "ExpiredTokenException" : "UnrecognizedClientException");
        error.Text("message").ShouldBe(words);
    }

    [Theory]
    [MemberData(nameof(ShapedRefusals))]
    public async Task JWT_credentials_are_answered_in_the_words_of_S3(string token, string words)
    {
        var jwt = HostileTokens.Make(token, Gateway.Keycloak);

        var answer = await Gateway.Client.SendAsync(new SignedRequest().Sign(Gateway.Url, new ClientKeys("orders-reader", jwt, jwt)));

        ((int)answer.StatusCode).ShouldBe(400);
        var error = XElement.Parse(await answer.Content.ReadAsStringAsync());
        (error.Element("Code")!.Value, error.Element("Message")!.Value).ShouldBe((token == "expired" ? "ExpiredToken" : "InvalidToken", words));
    }

    [Fact]
    public async Task No_token_is_answered_with_a_bare_challenge()
    {
        var answer = await Gateway.GetAsync("/api/roles", token: null);

        ((int)answer.StatusCode).ShouldBe(401);
        answer.Headers.WwwAuthenticate.ToString().ShouldBe("Bearer realm=\"gateway\"");
        var problem = await answer.JsonAsync();
        problem.Text("code").ShouldBe("missing-token");
        problem.Text("detail").ShouldBe("Send the access token in the header 'Authorization: Bearer <token>'.");
    }

    [Fact]
    public async Task Another_trusted_issuer_s_key_signs_for_its_own_issuer_alone()
    {
        await using var second = await KeycloakStandIn.StartAsync();
        await using var gateway = await TestGateway.StartAsync(settings: [("Gateway:Issuers:1:Authority", second.Issuer), ("Gateway:Issuers:1:Audience", "gateway")]);
        var borrowed = gateway.Keycloak.MintAccessToken("demo", forgery: new TokenForgery { Key = second.Keys.Active });

        var own = await gateway.GetAsync("/api/roles", second.MintAccessToken("demo"));
        var answer = await gateway.GetAsync("/api/roles", borrowed);

        ((int)own.StatusCode).ShouldBe(200);
        ((int)answer.StatusCode).ShouldBe(401);
        var problem = await answer.JsonAsync();
        problem.Text("code").ShouldBe("invalid-token");
        problem.Text("detail").ShouldBe(HostileTokens.UnknownKey);
    }

    [Fact]
    public async Task A_clock_thirty_seconds_off_is_forgiven()
    {
        var token = Gateway.Keycloak.MintAccessToken("demo", claims => claims["exp"] = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds() - 20);

        ((int)(await Gateway.GetAsync("/api/roles", token)).StatusCode).ShouldBe(200);
    }

    [Fact]
    public async Task No_refusal_repeats_the_token()
    {
        var token = HostileTokens.Make("wrong audience", Gateway.Keycloak);

        var answer = await Gateway.GetAsync("/api/roles", token);

        var shown = await answer.Content.ReadAsStringAsync() + answer.Headers;
        shown.ShouldNotContain(token.Split('.')[2]);
        Gateway.Logs.Text.ShouldNotContain(token.Split('.')[2]);
    }
}
