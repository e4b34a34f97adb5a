using System.Text;
using Amazon.Runtime;
using Amazon.S3;
using Amazon.SecurityToken;
using Gateway.Sandbox.Aws;
using Gateway.Sandbox.Aws.Verification;
using Shouldly;
using Xunit;

namespace Gateway.Tests.StandIns;

/// <summary>What all services of the stand-in have in common: strictness, and faults on order.</summary>
public sealed class AwsStandInTests : AwsTests
{
    [Fact]
    public async Task A_wrong_secret_is_refused_and_recorded()
    {
        using var s3 = SdkClients.S3(Aws.Url, new BasicAWSCredentials(AwsStandIn.BaseAccessKeyId, "wrong"));

        (await Should.ThrowAsync<AmazonS3Exception>(() => s3.ListBucketsAsync())).ErrorCode.ShouldBe("SignatureDoesNotMatch");
        Aws.Failures.ShouldHaveSingleItem().Fault.ShouldBe(VerificationFault.SignatureMismatch);
    }

    [Fact]
    public async Task An_unsigned_call_is_refused_and_recorded()
    {
        using var http = new HttpClient();

        using var answer = await http.PutAsync(new Uri(Aws.Url + "/orders/k"), new ByteArrayContent(Encoding.UTF8.GetBytes("x")), Cancel);

        ((int)answer.StatusCode).ShouldBe(403);
        Aws.Failures.ShouldHaveSingleItem().Fault.ShouldBe(VerificationFault.MissingAuthentication);
        Aws.Objects.Find("orders", "k").ShouldBeNull();
    }

    [Theory]
    [InlineData(AwsFault.Throttle, "Throttling")]
    [InlineData(AwsFault.ServerError, "InternalFailure")]
    [InlineData(AwsFault.AccessDenied, "AccessDenied")]
    public async Task A_service_fails_as_ordered_and_then_is_well(object fault, string code)
    {
        Aws.Faults.Set("sts", (AwsFault)fault, calls: 1);

        (await Should.ThrowAsync<AmazonSecurityTokenServiceException>(() => AssumeAsync())).ErrorCode.ShouldBe(code);
        (await AssumeAsync()).ShouldNotBeNull();
        Aws.AssumeRoleCalls.Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_service_that_is_down_resets_the_connection()
    {
        Aws.Faults.Set("s3", AwsFault.Down);
        using var s3 = SdkClients.S3(Aws.Url, SdkClients.Base);

        await Should.ThrowAsync<IOException>(() => s3.ListBucketsAsync());
    }

    [Fact]
    public async Task A_service_that_is_held_answers_when_it_is_released()
    {
        using var s3 = SdkClients.S3(Aws.Url, SdkClients.Base);
        var hold = Aws.Faults.Hold("s3");
        var call = s3.ListBucketsAsync(Cancel);
        call.IsCompleted.ShouldBeFalse();

        hold.Dispose();

        (await call).Buckets.ShouldHaveSingleItem().BucketName.ShouldBe("orders");
    }
}
