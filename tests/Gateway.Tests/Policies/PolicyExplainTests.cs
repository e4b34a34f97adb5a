using System.Text;
using System.Text.Json;
using Gateway.Policies;
using Shouldly;
using Xunit;

namespace Gateway.Tests.Policies;

public sealed class PolicyExplainTests : IDisposable
{
    private const string Claims = """
        {"iss":"https://id.example.com","sub":"b7c1","exp":1893456000,"preferred_username":"demo","team":"orders",
         "resource_access":{"gateway":{"roles":["orders-reader"]}},"groups":[]}
        """;

    private const string CapturesFromInside = """
        version: 1
        accounts: {prod: "111122223333"}
        grants:
          - id: c
            when: {clientRoles: ["team-{team}-{role}"], sourceIp: [10.0.0.0/8]}
            assume: {roleArn: "arn:aws:iam::111122223333:role/${match.role}-of-${match.team}"}
        """;

    private readonly PolicyFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Explain_says_condition_by_condition_why_and_what_AWS_would_be_asked_for()
    {
        folder.Write("""
            version: 1
            accounts: {prod: "111122223333"}
            grants:
              - id: orders-reader
                when:
                  clientRoles: [orders-reader]
                  claims: {/team: [orders, sales]}
                assume:
                  roleArn: arn:aws:iam::111122223333:role/OrdersReader
                  duration: 30m
                  sourceIdentity: ${claims.preferred_username}
                  tags: { team: "${claims.team}" }
                  transitiveTags: [team]
                permit:
                  services: [s3]
                  statements: [{actions: ["s3:Get*"], resources: ["*"]}]
              - id: strong
                when: {clientRoles: [orders-reader], acr: [gold], sourceIp: [10.0.0.0/8]}
                assume: {roleArn: "arn:aws:iam::111122223333:role/Strong"}
            denials:
              - {id: suspended, when: {groups: [/suspended]}}
            """);

        var (code, output, errors) = CommandLine.Run("explain", folder.File, "--claims", ClaimsFile(Claims), "--source-ip", "10.1.2.3");

        (code, errors).ShouldBe((0, ""));
        output.ShouldBe($$"""
            policy {{PolicyFile.VersionOf(File.ReadAllBytes(folder.File))}}, caller demo

            denial suspended: does not match
              no  groups: wants /suspended; the token has nothing

            grant orders-reader: matches
              yes clientRoles: wants orders-reader; the token has orders-reader
              yes claims./team: wants "orders", "sales"; the token has "orders"
              role orders-reader: arn:aws:iam::111122223333:role/OrdersReader in prod
                modes            forward
                services         s3
                regions          any
                session name     demo
                source identity  demo
                tags             team=orders
                transitive tags  team
                session policy   {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":["s3:Get*"],"Resource":["*"]}]}
                duration         1800 s

            grant strong: wants a stronger or fresher login
              yes clientRoles: wants orders-reader; the token has orders-reader
              no  acr: wants gold; the token has nothing
              yes sourceIp: wants 10.0.0.0/8; the request comes from 10.1.2.3
              role strong: arn:aws:iam::111122223333:role/Strong, after a login with acr_values=gold

            """);
    }

    [Fact]
    public void Explain_gives_the_same_as_JSON()
    {
        var (code, output, _) = CommandLine.Run("explain", Example("small-team.yaml"), $"--claims={ClaimsFile(Claims)}", "--output", "json", "--role", "orders-reader");

        code.ShouldBe(0);
        var grant = JsonDocument.Parse(output).RootElement.GetProperty("grants").EnumerateArray().ShouldHaveSingleItem();
        grant.GetProperty("outcome").GetString().ShouldBe("granted");
        grant.GetProperty("conditions")[0].GetProperty("holds").GetBoolean().ShouldBeTrue();
        var role = grant.GetProperty("roles")[0];
        role.GetProperty("sessionName").GetString().ShouldBe("demo");
        role.GetProperty("tags").GetProperty("team").GetString().ShouldBe("orders");
        role.GetProperty("durationSeconds").GetInt32().ShouldBe(3600);
    }

    [Fact]
    public void Explain_says_that_a_denial_beats_the_grants()
    {
        var (_, output, _) = CommandLine.Run("explain", Example("small-team.yaml"), "--claims", ClaimsFile(Claims.Replace("\"groups\":[]", "\"groups\":[\"/suspended\"]", StringComparison.Ordinal)));

        output.ShouldContain("denial suspended: DENIES; no grant counts");
        output.ShouldContain("grant orders-reader: matches (but denied by suspended)");
    }

    [Fact]
    public void Explain_takes_a_whole_token_and_says_that_it_verified_nothing()
    {
        var token = $"{Base64("""{"alg":"RS256"}""")}.{Base64(Claims)}.c2ln";

        var (code, output, errors) = CommandLine.Run("explain", Example("small-team.yaml"), "--claims", ClaimsFile(token));

        code.ShouldBe(0);
        output.ShouldContain("grant orders-reader: matches");
        errors.ShouldContain("nothing about it was verified");
        (output + errors).ShouldNotContain("c2ln");
    }

    [Fact]
    public void Explain_notes_what_the_gateway_would_mind_about_the_token()
    {
        var claims = ClaimsFile("""{"sub":"x","exp":1000,"roles":["analyst"],"preferred_username":"viewer"}""");

        var (code, output, errors) = CommandLine.Run("explain", Example("small-team.yaml"), "--claims", claims, "--role", "analyst");

        code.ShouldBe(0);
        output.ShouldContain("grant analyst: matches");
        errors.ShouldContain("the claim 'iss' is missing");
        errors.ShouldContain("the token ended at 1970-01-01T00:16:40Z");
    }

    [Theory]
    [InlineData("nonsense", "neither a JSON object of claims nor a token")]
    [InlineData("[]", "no JSON object")]
    [InlineData("eyJx.!!.x", "neither a JSON object of claims nor a token")]
    [InlineData("""{"groups":5}""", "The claim 'groups' is a number")]
    public void Explain_refuses_claims_that_are_none(string text, string problem)
    {
        var (code, _, errors) = CommandLine.Run("explain", Example("small-team.yaml"), "--claims", ClaimsFile(text));

        code.ShouldBe(1);
        errors.ShouldContain(problem);
    }

    [Fact]
    public void Explain_of_a_bad_policy_lists_its_problems()
    {
        folder.Write("version: 2\ngrants: []\n");

        var (code, _, errors) = CommandLine.Run("explain", folder.File, "--claims", ClaimsFile(Claims));

        code.ShouldBe(1);
        errors.ShouldContain(":1:10: error: version:");
    }

    [Fact]
    public void Explain_of_an_unknown_role_suggests_the_one_that_was_meant()
    {
        var (code, _, errors) = CommandLine.Run("explain", Example("small-team.yaml"), "--claims", ClaimsFile(Claims), "--role", "orders-raeder");

        code.ShouldBe(1);
        errors.ShouldContain("did you mean 'orders-reader'?");
    }

    [Theory]
    [InlineData("arn:aws:iam::111122223333:role/Legacy")]
    [InlineData("by-arn:111122223333:Legacy")]
    public void Explain_of_a_role_that_a_capture_would_give_says_which_name_is_missing(string role)
    {
        var claims = ClaimsFile(Claims.Replace("orders-reader", "arn:aws:iam::111122223333:role/Other", StringComparison.Ordinal));

        var (code, output, errors) = CommandLine.Run("explain", Example("small-team.yaml"), "--claims", claims, "--role", role);

        (code, errors).ShouldBe((0, ""));
        output.ShouldContain("""
            grant by-arn: does not match
              no  clientRoles: wants arn:aws:iam::111122223333:role/Legacy; the token has arn:aws:iam::111122223333:role/Other

            """.ReplaceLineEndings("\n"));
        output.ShouldNotContain("grant orders-reader");
        output.ShouldNotContain("role by-arn:");
    }

    [Fact]
    public void Explain_of_a_captured_role_shows_that_role_alone()
    {
        var claims = ClaimsFile(Claims.Replace("\"orders-reader\"", "\"arn:aws:iam::111122223333:role/A\",\"arn:aws:iam::111122223333:role/B\"", StringComparison.Ordinal));

        var (_, output, _) = CommandLine.Run("explain", Example("small-team.yaml"), "--claims", claims, "--role", "by-arn:111122223333:B");

        output.ShouldContain("yes clientRoles: wants arn:aws:iam::111122223333:role/B;");
        output.ShouldContain("role by-arn:111122223333:B: arn:aws:iam::111122223333:role/B");
        output.ShouldNotContain("role by-arn:111122223333:A");
    }

    [Fact]
    public void Explain_of_a_captured_role_says_which_other_condition_is_unmet()
    {
        folder.Write(CapturesFromInside);
        var claims = ClaimsFile(Claims.Replace("orders-reader", "team-a-b", StringComparison.Ordinal));

        var (code, output, _) = CommandLine.Run("explain", folder.File, "--claims", claims, "--role", "arn:aws:iam::111122223333:role/b-of-a", "--source-ip", "192.0.2.1");

        code.ShouldBe(0);
        output.ShouldContain("yes clientRoles: wants team-a-b; the token has team-a-b");
        output.ShouldContain("no  sourceIp: wants 10.0.0.0/8; the request comes from 192.0.2.1");
    }

    [Theory]
    [InlineData("arn:aws:iam::999999999999:role/b-of-a")]
    [InlineData("arn:aws:iam::111122223333:role/b-and-a")]
    [InlineData("c:a")]
    [InlineData("c:a:b:c")]
    [InlineData("c:a/x:b")]
    [InlineData("c:a-x:b")]
    [InlineData("c:")]
    [InlineData("d:a:b")]
    public void Explain_of_a_role_that_no_grant_can_give_to_anyone_fails(string role)
    {
        folder.Write(CapturesFromInside);

        var (code, output, errors) = CommandLine.Run("explain", folder.File, "--claims", ClaimsFile(Claims), "--role", role);

        (code, output).ShouldBe((1, ""));
        errors.ShouldContain($"no grant is or can give '{role}'");
    }

    [Fact]
    public void Explain_counts_ages_from_the_time_that_is_given()
    {
        folder.Write(Policy.OneGrant("{clientRoles: [orders-reader], maxAuthAge: 15m}"));
        var claims = ClaimsFile(Claims.Replace("\"exp\"", "\"auth_time\":1767225600,\"exp\"", StringComparison.Ordinal));

        CommandLine.Run("explain", folder.File, "--claims", claims, "--now", "2026-01-01T00:15:00Z").Output.ShouldContain("grant reader: matches");
        CommandLine.Run("explain", folder.File, "--claims", claims, "--now", "2026-01-01T01:15:01+01:00").Output.ShouldContain("max_age=900");
    }

    private static string Example(string name) => Path.Combine(ExamplePolicies.Folder, name);

    private static string Base64(string text) => System.Buffers.Text.Base64Url.EncodeToString(Encoding.UTF8.GetBytes(text));

    private string ClaimsFile(string text)
    {
        File.WriteAllText(folder.At("claims.json"), text);
        return folder.At("claims.json");
    }
}
