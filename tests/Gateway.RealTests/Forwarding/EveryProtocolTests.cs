using System.Text.Json.Nodes;
using Gateway.RealTests.Aws;
using Gateway.RealTests.Gateways;
using Gateway.RealTests.Parts;
using Shouldly;
using Xunit;

namespace Gateway.RealTests.Forwarding;

/// <summary>boto3 writes and reads in services of all six protocols that it speaks, at moto, pointed at the gateway by its environment alone.</summary>
public sealed class EveryProtocolTests(RealWorld world)
{
    [Fact]
    public async Task Boto3_writes_and_reads_in_40_services_of_all_six_protocols()
    {
        var strict = UseAsync(await world.Moto.RunningAsync(), "checked");
        await using var lenient = await MotoServer.StartAsync(checks: false);
        var others = UseAsync(lenient, "unchecked");

        var results = (await strict).Concat(await others).ToDictionary(result => result.Key, result => result.Value!);

        results.Where(result => Text(result.Value, "result") != "ok").Select(result => $"{result.Key}: {Text(result.Value, "result")}").ShouldBeEmpty();
        results.Count.ShouldBeGreaterThanOrEqualTo(40);
        results.Values.Select(result => Text(result, "protocol")).Distinct()
            .ShouldBe(["json 1.0", "json 1.1", "rest-json", "rest-xml", "query", "ec2"], ignoreOrder: true);
    }

    private static string Text(JsonNode result, string member) => result[member]!.GetValue<string>();

    private async Task<JsonObject> UseAsync(MotoServer moto, string services)
    {
        using var scratch = new Scratch();
        await using var gateway = await world.StartGatewayAsync(await world.InFrontOfAsync(moto));
        var token = await (await world.RealmAsync()).AccessTokenAsync("demo");
        var result = await PythonClient.RunAsync("aws_services.py", [services], ClientSettings.WebIdentity(gateway.Address, token, "Legacy", scratch), scratch);
        return JsonNode.Parse(result.ShouldSucceed()).ShouldNotBeNull().AsObject();
    }
}
