using Amazon.DynamoDBv2;
using Amazon.S3;
using Gateway.Sandbox.Aws;
using Gateway.Tests.Forwarding;
using Gateway.Tests.Hosting;
using Shouldly;
using Xunit;

namespace Gateway.Tests.Traps;

/// <summary>What SDKs do, seen from the SDK for .NET: refusals are the exceptions that it raises for AWS's own, with code and request id.</summary>
public sealed class ClientTraps
{
    [Theory]
    [InlineData("a wrong secret", "SignatureDoesNotMatch", 403)]
    [InlineData("a token of elsewhere", "InvalidToken", 400)]
    [InlineData("a service that is not granted", "AccessDenied", 403)]
    public async Task S3_s_refusals_are_the_SDK_s_own_exceptions(string wrong, string code, int status)
    {
        await using var gateway = await TestGateway.StartAsync();
        var keys = await ClientKeys.MintAsync(gateway);
        keys = wrong switch
        {
            "a wrong secret" => keys with { Secret = "other" },
            "a token of elsewhere" => keys with { Token = "GW1.AAAA" },
            _ => ClientKeys.OfToken(gateway, "analyst"),
        };
        using var s3 = Sdk.S3(gateway, keys.ForSdk());

        var refused = await Should.ThrowAsync<AmazonS3Exception>(() => s3.GetObjectAsync("orders", "one"));

        refused.ErrorCode.ShouldBe(code);
        ((int)refused.StatusCode).ShouldBe(status);
        refused.RequestId.ShouldNotBeNullOrEmpty();
    }

    [Fact]
    public async Task AWS_s_own_errors_keep_their_class()
    {
        await using var gateway = await TestGateway.StartAsync();
        using var dynamo = Sdk.DynamoDb(gateway, (await ClientKeys.MintAsync(gateway)).ForSdk());

        await Should.ThrowAsync<Amazon.DynamoDBv2.Model.ResourceNotFoundException>(() => dynamo.DescribeTableAsync("none"));
    }

    [Fact]
    public async Task Throttling_by_STS_has_the_code_that_SDKs_back_off_from()
    {
        await using var gateway = await TestGateway.StartAsync();
        gateway.Aws.Faults.Set("sts", AwsFault.Throttle);
        using var dynamo = Sdk.DynamoDb(gateway, (await ClientKeys.MintAsync(gateway)).ForSdk());

        var refused = await Should.ThrowAsync<AmazonDynamoDBException>(() => dynamo.ListTablesAsync());

        refused.ErrorCode.ShouldBe("ThrottlingException");
    }

    [Theory]
    [InlineData("AWS4-ECDSA-P256-SHA256 Credential=GWAY/20261125/s3/aws4_request, SignedHeaders=host, Signature=30", "AWS_AUTH_SCHEME_PREFERENCE=sigv4")]
    [InlineData("AWS AKIAIOSFODNN7EXAMPLE:frJIUN8DYpKDtOLCwo//yllqDzg=", "signature_version")]
    public async Task Other_signatures_are_refused_in_words_that_say_how_to_switch(string authorization, string words)
    {
        await using var gateway = await TestGateway.StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Get, gateway.Url + "/orders/one");
        request.Headers.TryAddWithoutValidation("Authorization", authorization);

        var answer = await gateway.Client.SendAsync(request);

        ((int)answer.StatusCode).ShouldBe(400);
        (await answer.Content.ReadAsStringAsync()).ShouldContain(words);
    }

    [Theory]
    [InlineData("/orders/one?AWSAccessKeyId=AKIAIOSFODNN7EXAMPLE&Expires=1789000000&Signature=x", "signature_version")]
    [InlineData("/orders/one?X-Amz-Algorithm=AWS4-ECDSA-P256-SHA256&X-Amz-Signature=30", "AWS_AUTH_SCHEME_PREFERENCE=sigv4")]
    public async Task Presigned_SigV2_and_SigV4a_are_refused_in_words_that_say_how_to_switch(string target, string words)
    {
        await using var gateway = await TestGateway.StartAsync();

        var answer = await gateway.Client.GetAsync(gateway.Url + target);

        ((int)answer.StatusCode).ShouldBe(400);
        (await answer.Content.ReadAsStringAsync()).ShouldContain(words);
    }
}
