using Gateway.Tests.Forwarding;
using Gateway.Tests.Forwarding.Wire;
using Gateway.Tests.Hosting;
using Shouldly;
using Xunit;

namespace Gateway.Tests.Audits;

public sealed class AwsRequestIdTests
{
    [Theory]
    [InlineData("x-amzn-RequestId")]
    [InlineData("x-amz-request-id")]
    [InlineData("x-amzn-request-id")]
    public async Task Each_name_that_AWS_has_for_its_request_id_is_recorded(string header)
    {
        await using var aws = ScriptedAws.Start(call => call.SendAsync($"HTTP/1.1 200 OK\r\n{header}: of-aws\r\nContent-Length: 0\r\n\r\n"));
        await using var gateway = await TestGateway.StartAsync(settings: [("Gateway:Aws:Endpoints:s3", aws.Url)]);

        using var answer = await gateway.Client.SendAsync(new SignedRequest().Sign(gateway.Url, await ClientKeys.MintAsync(gateway)));

        (await gateway.Audit.NextOfAsync("forward")).AwsRequestId.ShouldBe("of-aws");
    }
}
