using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using FsCheck.Xunit;
using Gateway.Policies;
using Json.Schema;
using Shouldly;
using Xunit;

namespace Gateway.Tests.Policies;

/// <summary>The schema that editors use and the loader say yes and no to the same files.</summary>
public sealed class PolicySchemaTests
{
    // What JSON Schema cannot say: uniqueness by a key, references within the file, sums of lengths, address arithmetic,
    // knowledge of AWS, and what is lost before a schema sees the document.
    private static readonly PolicyRule[] BeyondSchema =
    [
        PolicyRule.DuplicateId, PolicyRule.DuplicateAccount, PolicyRule.UnlistedAccount, PolicyRule.Capture, PolicyRule.RoleArn, PolicyRule.AccountDigits,
        PolicyRule.TruthWord, PolicyRule.AddressRange, PolicyRule.Tags, PolicyRule.TextLength, PolicyRule.SessionPolicySize, PolicyRule.UnknownService,
    ];

    private static readonly JsonSchema Schema = JsonSchema.FromText(Encoding.UTF8.GetString(ExamplePolicies.Read("policy.schema.json")));

    public static TheoryData<string> Examples => [.. ExamplePolicies.Names];

    [Theory]
    [MemberData(nameof(Examples))]
    public void An_example_is_good_for_both(string name)
    {
        var result = PolicyFile.Parse(name, ExamplePolicies.Read(name));

        result.Loaded.ShouldBeTrue(result.Report);
        Accepts(PolicyDocument.Read(Encoding.UTF8.GetString(ExamplePolicies.Read(name)))).ShouldBeTrue();
    }

    [Theory]
    [MemberData(nameof(PolicyFileProblemsTests.Bad), MemberType = typeof(PolicyFileProblemsTests))]
    public void Every_bad_file_is_judged_alike(string name, string text, int line, string path, string message)
    {
        _ = (line, path, message);
        if (PolicyDocument.Read(text) is { } document)
        {
            Accepts(document).ShouldBe(LoaderSchemaAccepts(text), $"{name}:\n{Policy.Parse(text).Report}");
        }
    }

    /// <summary>Unusual files that are good.</summary>
    public static TheoryData<string> Good => new()
    {
        "version: 1\ngrants: []\n",
        "version: 1.0\ngrants: []\n",
        "version: 10e-1\ngrants: []\n",
        "$schema: ./policy.schema.json\nversion: 1\ngrants: []\ndenials: []\naccounts: {}\ndefaults: {}\n",
        """{"version":1,"accounts":{"a b.c-d_e":111122223333},"grants":[]}""",
        Policy.OneGrant(assume: "duration: 12h, sourceIdentity: \"\""),
        Policy.OneGrant(assume: "duration: 43200s, sessionName: \"x-${claims./a~1b/0}${claims.c.d}\""),
        Policy.OneGrant(assume: "duration: 720m, accounts: [prod, \"444455556666\"], externalId: \"x:1/2\""),
        Policy.OneGrant(assume: "tags: {\"kéy 1\": \"\", \"a/b\": \"größe ${claims.x}\"}"),
        Policy.OneGrant("{claims: {/a: [1, 2.5, true, x, {like: \"?*\"}], /b: \"\", /c: [\"yes\", 'Off', {like: no}, nope]}, maxAuthAge: 9999999h, sourceIp: [\"::/0\", 10.0.0.1]}"),
        Policy.OneGrant("{clientRoles: [\"$a: b/ü\"], realmRoles: [x], groups: [/a b], organizations: [o], issuers: [i], clients: [c], acr: [\"1\"]}"),
        Policy.OneGrant(permit: "{statements: [{effect: Deny, notActions: [\"s3:*\"], notResources: [\"*\"], conditions: {Bool: {k: [true, 1, \"\"]}}}, {actions: [\"*\"], resources: [\"arn:x\"]}]}"),
    };

    [Theory]
    [MemberData(nameof(Good))]
    public void Every_unusual_good_file_is_good_for_both(string text)
    {
        Policy.Parse(text).Loaded.ShouldBeTrue(Policy.Parse(text).Report);
        Accepts(PolicyDocument.Read(text)).ShouldBeTrue();
    }

    [Property(Arbitrary = [typeof(RandomDocument)], MaxTest = 3000)]
    public void Every_random_file_is_judged_alike(RandomDocument random)
    {
        var text = random.Document.ToJsonString();

        Accepts(PolicyDocument.Read(text)).ShouldBe(LoaderSchemaAccepts(text), $"{text}\n{Policy.Parse(text).Report}");
    }

    [Fact]
    public void Every_rule_but_the_syntax_and_the_schemas_own_is_known_to_be_beyond_it() =>
        Enum.GetValues<PolicyRule>().Except(BeyondSchema).ShouldBe([PolicyRule.Syntax, PolicyRule.Shape, PolicyRule.Advice]);

    private static bool LoaderSchemaAccepts(string text) =>
        !Policy.Parse(text).Problems.Any(problem => !problem.Warning && !BeyondSchema.Contains(problem.Rule));

    private static bool Accepts(JsonNode? document) => Schema.Evaluate(JsonSerializer.SerializeToElement(document)).IsValid;
}
