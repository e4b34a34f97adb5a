using Gateway.Tests.Hosting;
using Shouldly;
using Xunit;

namespace Gateway.Tests.Forwarding;

/// <summary>APIs behind execute-api, whose owners see the session token of every call.</summary>
public sealed class CustomersApiTests
{
    [Theory]
    [InlineData("", false)]
    [InlineData("services: [execute-api]", true)]
    public async Task An_API_that_customers_run_is_called_only_where_the_grant_names_execute_api(string services, bool isCalled)
    {
        await using var gateway = await TestGateway.StartAsync(
            TestPolicy.Usual.Replace("services: [s3, dynamodb, sqs, sts]", services, StringComparison.Ordinal), settings: [("Gateway:Domain", "aws.example.test")]);
        var call = new SignedRequest { Service = "execute-api", Host = "abc123.execute-api.eu-west-1.aws.example.test", Path = "/prod" };

        var answer = await gateway.Client.SendAsync(call.Sign(gateway.Url, await ClientKeys.MintAsync(gateway)));

        var text = await answer.Content.ReadAsStringAsync();
        text.Contains("must name the service to permit it", StringComparison.Ordinal).ShouldBe(!isCalled, text);
        gateway.Aws.Requests.Any(seen => seen.Service == "execute-api").ShouldBe(isCalled);
    }
}
