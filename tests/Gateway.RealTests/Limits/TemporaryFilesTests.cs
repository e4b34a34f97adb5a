using System.Net;
using System.Text;
using Gateway.RealTests.Telemetry;
using Shouldly;
using Xunit;

namespace Gateway.RealTests.Limits;

/// <summary>Where long bodies are held while they are hashed.</summary>
public sealed class TemporaryFilesTests(RealWorld world)
{
    [Theory]
    [InlineData(100_000, HttpStatusCode.OK)]
    [InlineData(300_000, HttpStatusCode.InternalServerError)]
    public async Task A_body_that_cannot_be_held_is_the_gateway_s_fault_and_told_in_its_log(int length, HttpStatusCode status)
    {
        await using var between = await StandIns.StartAsync();
        await using var gateway = await world.StartGatewayAsync(between.Setup with { Settings = new Dictionary<string, string> { ["ASPNETCORE_TEMP"] = "/no-such-folder" } });
        using var http = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(gateway.Address, "/aws/dynamodb/eu-west-1/"));
        request.Headers.Authorization = new("Bearer", between.Keycloak.MintAccessToken("demo"));
        request.Headers.Add("X-Gateway-Role", "orders-reader");
        request.Headers.Add("X-Amz-Target", "DynamoDB_20120810.ListTables");
        request.Content = new StringContent("{}".PadRight(length), Encoding.UTF8, "application/x-amz-json-1.0");

        using var answer = await http.SendAsync(request, TestContext.Current.CancellationToken);

        answer.StatusCode.ShouldBe(status);
        gateway.Output.Contains("cannot be held", StringComparison.Ordinal).ShouldBe(status != HttpStatusCode.OK, gateway.Output);
    }
}
