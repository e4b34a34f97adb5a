using System.Text.Json.Nodes;
using Gateway.RealTests.Aws;
using Gateway.RealTests.Gateways;
using Gateway.RealTests.Parts;
using Shouldly;
using Xunit;

namespace Gateway.RealTests.Forwarding;

/// <summary>Services that speak JSON and query, at moto, which checks signatures and the assumed role's own policy.</summary>
public sealed class OtherServicesTests(RealWorld world) : IDisposable
{
    private readonly Scratch _scratch = new();

    [Fact]
    public async Task Boto3_uses_dynamodb_sqs_and_sts_as_the_granted_role()
    {
        var result = await PythonClient.RunAsync("moto_services.py", [], await SettingsAsync("OrdersWriter"), _scratch);

        var seen = JsonNode.Parse(result.ShouldSucceed())!;
        seen["item"]!.GetValue<string>().ShouldBe("two é + 1%");
        seen["message"]!.GetValue<string>().ShouldBe("ship 42 & more");
        seen["arn"]!.GetValue<string>().ShouldBe($"arn:aws:sts::{MotoServer.Account}:assumed-role/OrdersWriter/demo");
    }

    [Fact]
    public async Task Cli_asks_who_it_is_and_is_told_the_granted_role()
    {
        var result = await AwsCli.RunAsync(await SettingsAsync("OrdersReader"), _scratch, "sts", "get-caller-identity", "--output", "json");

        JsonNode.Parse(result.ShouldSucceed())!["Arn"]!.GetValue<string>()
            .ShouldBe($"arn:aws:sts::{MotoServer.Account}:assumed-role/OrdersReader/demo");
    }

    [Fact]
    public async Task Service_outside_the_grant_is_denied()
    {
        var error = (await AwsCli.RunAsync(await SettingsAsync("OrdersReader"), _scratch, "iam", "list-users")).ShouldFail();

        error.ShouldContain("AccessDenied");
    }

    public void Dispose() => _scratch.Dispose();

    private async Task<Dictionary<string, string?>> SettingsAsync(string role)
    {
        var gateway = await world.MotoGateway.RunningAsync();
        var token = await (await world.RealmAsync()).AccessTokenAsync("demo");
        return ClientSettings.WebIdentity(gateway.Address, token, role, _scratch);
    }
}
