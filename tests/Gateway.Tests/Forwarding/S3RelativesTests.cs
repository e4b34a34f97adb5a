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

    [Fact]
    public async Task What_S3_Control_is_asked_about_access_points_of_directory_buckets_is_no_object_of_S3()
    {
        await using var gateway = await TestGateway.StartAsync(policy: Permitting("services: [s3]", "operations: [\"s3:PutObject\"]"));

        var answer = await gateway.Client.SendAsync(PutPolicy().Sign(gateway.Url, await ClientKeys.MintAsync(gateway)));

        ((int)answer.StatusCode).ShouldBe(403);
        XDocument.Parse(await answer.Content.ReadAsStringAsync()).Root!.Name.LocalName.ShouldBe("ErrorResponse");
        gateway.Aws.Requests.ShouldNotContain(seen => seen.Service == "s3express");
        (await gateway.Audit.NextOfAsync("forward")).Action.ShouldBe("s3-control:PutAccessPointPolicy");
    }

    [Fact]
    public async Task What_S3_Control_is_asked_about_access_points_of_directory_buckets_is_permitted_as_its_own_operation_and_signed_for_their_host()
    {
        await using var gateway = await TestGateway.StartAsync(policy: Permitting("services: [s3-control]", "operations: [\"s3-control:PutAccessPointPolicy\"]"));

        var answer = await gateway.Client.SendAsync(PutPolicy().Sign(gateway.Url, await ClientKeys.MintAsync(gateway)));

        ((int)answer.StatusCode).ShouldBe(200);
        gateway.Aws.Requests.Single(seen => seen.Service == "s3express").Request.Target.ShouldBe("/v20180820/accesspoint/ap--euw1-az1--xa-s3/policy");
        gateway.Aws.Failures.ShouldBeEmpty();
    }

    [Fact]
    public async Task Data_access_that_is_signed_for_directory_buckets_is_vending()
    {
        await using var gateway = await TestGateway.StartAsync(policy: Permitting("services: [s3, s3-control]"));
        var vend = new SignedRequest { Path = "/v20180820/accessgrantsinstance/dataaccess", Query = "target=s3%3A%2F%2Fb%2F%2A&permission=READ", Service = "s3express" };

        var answer = await gateway.Client.SendAsync(vend.Sign(gateway.Url, await ClientKeys.MintAsync(gateway)));

        (await answer.Content.ReadAsStringAsync()).ShouldContain("s3-control:GetDataAccess hands out AWS keys");
        gateway.Aws.Requests.ShouldNotContain(seen => seen.Service == "s3express");
    }

    private static SignedRequest PutPolicy() => new()
    {
        Method = "PUT",
        Path = "/v20180820/accesspoint/ap--euw1-az1--xa-s3/policy",
        Service = "s3express",
        Body = "<PutAccessPointPolicyRequest/>"u8.ToArray(),
    };

    private static string Permitting(params string[] permit) =>
        TestPolicy.Usual.Replace("services: [s3, dynamodb, sqs, sts]", string.Join("\n      ", permit), StringComparison.Ordinal);
}
