using System.Text.Json.Nodes;
using Gateway.RealTests.Parts;
using Shouldly;
using Xunit;

namespace Gateway.RealTests.Aws;

/// <summary>The IAM policies of the docs, plain, in CloudFormation and in Terraform, are taken as they stand there, and say the same in each form.</summary>
public sealed class IamDocumentTests
{
    private static readonly string[] Actions =
    [
        "dynamodb:BatchGetItem", "dynamodb:DescribeTable", "dynamodb:GetItem", "dynamodb:Query", "dynamodb:Scan", "s3:GetObject", "s3:ListBucket",
        "sts:AssumeRole", "sts:AssumeRoleWithWebIdentity", "sts:SetSourceIdentity", "sts:TagSession",
    ];

    private static readonly string[] ConditionKeys =
        ["aws:RequestTag/kubernetes-namespace", "aws:RequestTag/kubernetes-service-account", "iam:ResourceTag/aws-access-gateway", "sts:SourceIdentity"];

    [Theory]
    [InlineData("kubernetes.md", 6, 3, 4)]
    [InlineData("operations.md", 2, 0, 0)]
    public async Task Every_document_is_taken(string file, int policies, int templates, int terraform)
    {
        var held = await HeldAsync(file);

        held.Select(document => Path.GetExtension(document.Key)).CountBy(form => form).ToDictionary()
            .ShouldBe(new Dictionary<string, int> { [".json"] = policies, [".yaml"] = templates, [".tf"] = terraform }.Where(form => form.Value > 0), ignoreOrder: true);
    }

    /// <summary>IAM takes any name for an action or a condition key.</summary>
    [Theory]
    [InlineData("kubernetes.md")]
    [InlineData("operations.md")]
    public async Task Every_name_is_one_that_there_is(string file)
    {
        var statements = (await HeldAsync(file)).SelectMany(document => Policies(document.Value!)).SelectMany(policy => policy["Statement"]!.AsArray()).ToList();

        statements.SelectMany(statement => Texts(statement!["Action"]!)).ShouldAllBe(action => Actions.Contains(action));
        var conditions = statements.Select(statement => statement!["Condition"]).OfType<JsonObject>().SelectMany(condition => condition);
        conditions.SelectMany(condition => condition.Value!.AsObject()).Select(test => test.Key)
            .ShouldAllBe(key => ConditionKeys.Contains(key) || key == $"{Cluster}:aud" || key == $"{Cluster}:sub");
    }

    [Fact]
    public async Task Templates_and_Terraform_say_what_the_plain_policies_say()
    {
        var forms = (await HeldAsync("kubernetes.md")).ToLookup(document => Path.GetExtension(document.Key), document => document.Value!);
        var plain = forms[".json"].SelectMany(Policies).ToList();
        var templates = forms[".yaml"].SelectMany(Policies).ToList();
        var terraform = forms[".tf"].SelectMany(Policies).ToList();

        plain.ShouldAllBe(policy => IsAmong(templates, policy));
        templates.ShouldAllBe(policy => IsAmong(plain, policy));
        terraform.ShouldAllBe(policy => IsAmong(plain, policy));
    }

    /// <summary>EKS assumes the role for any pod that somebody associates with it.</summary>
    [Fact]
    public async Task Every_trust_in_Pod_Identity_is_for_the_gateways_service_account_alone()
    {
        var trusts = (await HeldAsync("kubernetes.md")).Select(document => document.Value!["trust"]).OfType<JsonNode>()
            .SelectMany(policy => policy["Statement"]!.AsArray()).Where(statement => statement!["Principal"]!["Service"]?.GetValue<string>() == "pods.eks.amazonaws.com").ToList();

        trusts.Count.ShouldBe(3);
        trusts.ShouldAllBe(statement => JsonNode.DeepEquals(statement!["Condition"], JsonNode.Parse(
            """{"StringEquals":{"aws:RequestTag/kubernetes-namespace":"aws-access","aws:RequestTag/kubernetes-service-account":"gateway"}}""")));
    }

    /// <summary>A managed policy of AWS's own is for everything in the account, or for much of it. moto leaves them out of what it holds, so the text is looked at.</summary>
    [Theory]
    [InlineData("kubernetes.md")]
    [InlineData("operations.md")]
    public async Task No_role_has_a_managed_policy_of_AWS_or_may_do_anything_to_every_resource(string file)
    {
        (await File.ReadAllTextAsync(Repository.PathOf("docs", file), TestContext.Current.CancellationToken)).ShouldNotContain("iam::aws:policy/");

        (await HeldAsync(file)).SelectMany(document => document.Value!["permissions"]?.AsArray() ?? []).SelectMany(policy => policy!["Statement"]!.AsArray())
            .SelectMany(statement => Texts(statement!["Resource"]!)).ShouldAllBe(resource => resource != "*");
    }

    private const string Cluster = "oidc.eks.eu-west-1.amazonaws.com/id/EXAMPLE";

    /// <summary>What IAM holds, by the number of the block in the docs.</summary>
    private static async Task<JsonObject> HeldAsync(string file)
    {
        using var scratch = new Scratch();
        var folder = scratch.Folder("documents");
        foreach (var (number, text) in (await MarkdownBlocks.InAsync(file, "json")).Where(text => text.Contains("\"Statement\"")).Index())
        {
            await File.WriteAllTextAsync(Path.Combine(folder, $"policy-{number}.json"), text, TestContext.Current.CancellationToken);
        }

        foreach (var (number, text) in (await MarkdownBlocks.InAsync(file, "yaml")).Where(text => text.Contains("AWS::")).Index())
        {
            await File.WriteAllTextAsync(Path.Combine(folder, $"template-{number}.yaml"), text, TestContext.Current.CancellationToken);
        }

        foreach (var (number, text) in (await MarkdownBlocks.InAsync(file, "hcl")).Index())
        {
            await File.WriteAllTextAsync(Path.Combine(folder, $"terraform-{number}.tf"), text, TestContext.Current.CancellationToken);
        }

        await using var moto = await MotoServer.StartAsync(checks: false);
        string[] arguments = [$"http://{moto.Address.Authority}", folder, $"GatewayRoleArn=arn:aws:iam::{MotoServer.Account}:role/aws-access-gateway"];
        var result = await PythonClient.RunAsync("iam_documents.py", arguments, new Dictionary<string, string?>(), scratch);
        return JsonNode.Parse(result.ShouldSucceed())!.AsObject();
    }

    private static IEnumerable<JsonNode> Policies(JsonNode held) =>
        new[] { held["trust"] }.OfType<JsonNode>().Concat(held["permissions"]?.AsArray().Select(policy => policy!) ?? []);

    private static bool IsAmong(IEnumerable<JsonNode> policies, JsonNode policy) => policies.Any(other => JsonNode.DeepEquals(other, policy));

    private static IEnumerable<string> Texts(JsonNode oneOrMore) =>
        oneOrMore is JsonArray many ? many.Select(text => text!.GetValue<string>()) : [oneOrMore.GetValue<string>()];
}
