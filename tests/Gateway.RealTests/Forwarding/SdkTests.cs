using System.Text.Json.Nodes;
using Gateway.RealTests.Aws;
using Gateway.RealTests.Gateways;
using Gateway.RealTests.Parts;
using Shouldly;
using Xunit;

namespace Gateway.RealTests.Forwarding;

/// <summary>
/// SDKs beside boto3, unmodified and in a process of their own, pointed at the gateway by environment variables alone in each of the three ways.
/// A refusal has to arrive as the SDK's own exception, of its class for the code where it has one, with the status and the request id.
/// </summary>
public sealed class SdkTests(RealWorld world) : IDisposable
{
    private readonly Scratch _scratch = new();

    public static TheoryData<string, string> SdksAndWays => new MatrixTheoryData<string, string>(["JavaScript", "NET"], ["web-identity", "jwt", "container"]);

    [Theory]
    [MemberData(nameof(SdksAndWays))]
    public async Task SDK_puts_gets_and_lists_an_object_and_is_told_what_is_refused(string sdk, string way)
    {
        var key = $"sdk/{sdk}/{way}/a b+c é.txt";

        var seen = await RunAsync(sdk, way, await world.MinioGateway.RunningAsync(), "s3", MinioServer.Bucket, key, "two é + 1%");

        Text(seen, "body").ShouldBe("two é + 1%");
        seen["listed"]!.AsArray().Select(found => found!.GetValue<string>()).ShouldBe([key]);
        ShouldBeRefused(seen, sdk == "NET" ? "AmazonS3Exception" : "AccessDenied", "AccessDenied", 403);
    }

    [Theory]
    [MemberData(nameof(SdksAndWays))]
    public async Task SDK_puts_and_gets_an_item_and_is_told_of_the_table_that_is_absent(string sdk, string way)
    {
        var seen = await RunAsync(sdk, way, await world.MotoGateway.RunningAsync(), "dynamodb", $"{sdk}-{way}");

        Text(seen, "note").ShouldBe("two é + 1%");
        ShouldBeRefused(seen, "ResourceNotFoundException", "ResourceNotFoundException", 400);
    }

    public void Dispose() => _scratch.Dispose();

    private static void ShouldBeRefused(JsonNode seen, string type, string code, int status)
    {
        var refused = seen["refused"]!;
        Text(refused, "type").ShouldBe(type);
        Text(refused, "code").ShouldBe(code);
        refused["status"]!.GetValue<int>().ShouldBe(status);
        Text(refused, "requestId").ShouldNotBeEmpty();
    }

    private static string Text(JsonNode node, string member) => node[member]!.GetValue<string>();

    private async Task<JsonNode> RunAsync(string sdk, string way, GatewayProcess gateway, params string[] arguments)
    {
        var token = await (await world.RealmAsync()).AccessTokenAsync("demo");
        var settings = way switch
        {
            "web-identity" => ClientSettings.WebIdentity(gateway.Address, token, "OrdersWriter", _scratch),
            "jwt" => ClientSettings.JwtCredentials(gateway.Address, token, "orders-writer"),
            _ => ClientSettings.ContainerProvider(gateway.Address, token, "orders-writer", _scratch),
        };
        var result = sdk == "NET"
            ? await DotNetClient.RunAsync(arguments, settings, _scratch)
            : await JavaScriptClient.RunAsync(arguments, settings, _scratch);
        return JsonNode.Parse(result.ShouldSucceed()).ShouldNotBeNull();
    }
}
