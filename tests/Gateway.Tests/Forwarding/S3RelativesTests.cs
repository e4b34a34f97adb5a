using System.Text.Json;
using System.Xml.Linq;
using Gateway.Tests.Hosting;
using Shouldly;
using Xunit;

namespace Gateway.Tests.Forwarding;

/// <summary>Services that share S3's signing names and not all of its ways.</summary>
public sealed class S3RelativesTests
{
    [Fact]
    public async Task An_error_of_S3_Control_has_S3_s_code_within_an_ErrorResponse()
    {
        await using var gateway = await TestGateway.StartAsync();

        var list = new SignedRequest { Path = "/v20180820/accesspoint", Headers = { ["x-amz-account-id"] = "111122223333" } };

        var answer = await gateway.Client.SendAsync(list.Sign(gateway.Url, await ClientKeys.MintAsync(gateway)));

        ((int)answer.StatusCode).ShouldBe(403);
        var root = XDocument.Parse(await answer.Content.ReadAsStringAsync()).Root!;
        root.Name.LocalName.ShouldBe("ErrorResponse");
        root.Element("Error")!.Element("Code")!.Value.ShouldBe("AccessDenied");
    }

    // botocore declares no hash to it.
    [Fact]
    public async Task The_service_of_S3_on_Outposts_is_one_of_JSON_and_needs_no_declared_hash()
    {
        await using var gateway = await TestGateway.StartAsync(policy: TestPolicy.Usual.Replace("services: [s3", "services: [s3-outposts, s3", StringComparison.Ordinal));
        var list = new SignedRequest { Path = "/S3Outposts/ListEndpoints", Service = "s3-outposts" };

        await gateway.Client.SendAsync(list.Sign(gateway.Url, await ClientKeys.MintAsync(gateway)));

        gateway.Aws.Requests.Single(seen => seen.Service == "s3-outposts").Request.Target.ShouldBe("/S3Outposts/ListEndpoints");
        gateway.Aws.Failures.ShouldBeEmpty();
    }

    [Fact]
    public async Task An_error_of_the_service_of_S3_on_Outposts_is_JSON()
    {
        await using var gateway = await TestGateway.StartAsync();
        var list = new SignedRequest { Path = "/S3Outposts/ListEndpoints", Service = "s3-outposts" };

        var answer = await gateway.Client.SendAsync(list.Sign(gateway.Url, await ClientKeys.MintAsync(gateway)));

        ((int)answer.StatusCode).ShouldBe(403);
        answer.Headers.GetValues("x-amzn-ErrorType").ShouldBe(["AccessDeniedException"]);
        JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement.TryGetProperty("message", out _).ShouldBeTrue();
    }
}
