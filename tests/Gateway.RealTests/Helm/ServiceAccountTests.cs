using System.Text.Json.Nodes;
using Shouldly;
using Xunit;

namespace Gateway.RealTests.Helm;

/// <summary>The ServiceAccount by which IRSA and EKS Pod Identity know the gateway.</summary>
public sealed class ServiceAccountTests(RealWorld world)
{
    public static TheoryData<string> ValueSets => ChartTests.ValueSets;

    [Theory]
    [MemberData(nameof(ValueSets))]
    public async Task Pod_runs_as_the_account_of_the_values_with_their_annotations(string set)
    {
        using var space = await AnySet.InstalledAsync(world, set);
        var wanted = (await space.ValuesAsync())["serviceAccount"]!;
        var name = (await space.AdmitPodOfDeploymentAsync())["spec"]!["serviceAccountName"]!.GetValue<string>();

        var made = (await space.GetAsync("serviceaccounts"))["items"]!.AsArray();

        name.ShouldBe(wanted["name"]!.GetValue<string>() is { Length: > 0 } own ? own : "gw-gateway");
        made.Count.ShouldBe(wanted["create"]!.GetValue<bool>() ? 1 : 0);
        made.ShouldAllBe(account => account!["metadata"]!["name"]!.GetValue<string>() == name && HasAll(account, wanted["annotations"]!.AsObject()));
    }

    [Fact]
    public async Task Role_of_irsa_is_what_the_values_of_eks_say()
    {
        using var space = await AnySet.InstalledAsync(world, "eks");

        var account = await space.GetAsync("serviceaccounts", "aws-access");

        account["metadata"]!["annotations"]!["eks.amazonaws.com/role-arn"]!.GetValue<string>().ShouldBe("arn:aws:iam::111122223333:role/aws-access-gateway");
    }

    /// <summary>EKS adds these to the pod; what is there already it leaves alone, and keys would go before both.</summary>
    [Theory]
    [InlineData("minimal")]
    [InlineData("eks")]
    public async Task Environment_leaves_the_credentials_to_eks(string set)
    {
        using var space = await AnySet.InstalledAsync(world, set);

        var names = (await space.AdmitPodOfDeploymentAsync())["spec"]!["containers"]![0]!["env"]!.AsArray().Select(variable => variable!["name"]!.GetValue<string>());

        string[] others = ["AWS_ROLE_ARN", "AWS_WEB_IDENTITY_TOKEN_FILE", "AWS_CONTAINER_CREDENTIALS_FULL_URI", "AWS_ACCESS_KEY_ID", "AWS_PROFILE"];
        names.Intersect(others, StringComparer.Ordinal).ShouldBeEmpty();
    }

    private static bool HasAll(JsonNode account, JsonObject annotations) =>
        annotations.All(annotation => account["metadata"]!["annotations"]![annotation.Key]?.GetValue<string>() == annotation.Value!.GetValue<string>());
}
