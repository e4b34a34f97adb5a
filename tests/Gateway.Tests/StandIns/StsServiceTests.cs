using Amazon.Runtime;
using Amazon.S3;
using Amazon.S3.Model;
using Amazon.SecurityToken;
using Amazon.SecurityToken.Model;
using Shouldly;
using Xunit;

namespace Gateway.Tests.StandIns;

public sealed class StsServiceTests : AwsTests
{
    [Fact]
    public async Task AssumeRole_records_everything_that_it_was_asked_for()
    {
        using var sts = SdkClients.Sts(Aws.Url, SdkClients.Base);
        await sts.AssumeRoleAsync(new AssumeRoleRequest
        {
            RoleArn = "arn:aws:iam::111122223333:role/OrdersReader",
            RoleSessionName = "demo",
            DurationSeconds = 900,
            SourceIdentity = "demo",
            ExternalId = "x-1",
            Tags = [new Amazon.SecurityToken.Model.Tag { Key = "team", Value = "orders" }],
            TransitiveTagKeys = ["team"],
        }, Cancel);

        var call = Aws.AssumeRoleCalls.ShouldHaveSingleItem();
        call.RoleArn.ShouldBe("arn:aws:iam::111122223333:role/OrdersReader");
        call.DurationSeconds.ShouldBe(900);
        call.SourceIdentity.ShouldBe("demo");
        call.ExternalId.ShouldBe("x-1");
        call.Tags["team"].ShouldBe("orders");
        call.TransitiveTagKeys.ShouldBe(["team"]);
    }

    [Fact]
    public async Task A_session_is_known_by_its_credentials()
    {
        using var sts = SdkClients.Sts(Aws.Url, await AssumeAsync());

        (await sts.GetCallerIdentityAsync(new GetCallerIdentityRequest(), Cancel)).Arn
            .ShouldBe("arn:aws:sts::111122223333:assumed-role/OrdersReader/demo");
        Aws.Requests[^1].Session!.RoleSessionName.ShouldBe("demo");
    }

    [Fact]
    public async Task A_session_ends_when_it_expires()
    {
        using var s3 = SdkClients.S3(Aws.Url, await AssumeAsync(seconds: 900));
        Time.Advance(TimeSpan.FromMinutes(14));
        await s3.ListBucketsAsync(Cancel);
        Aws.Credentials.Find(Aws.Requests[^1].AccessKeyId)!.Session!.Expiration.ShouldBeGreaterThan(Time.GetUtcNow());

        Time.Advance(TimeSpan.FromMinutes(1));

        (await Should.ThrowAsync<AmazonS3Exception>(() => s3.ListBucketsAsync())).ErrorCode.ShouldBe("ExpiredToken");
    }

    [Fact]
    public async Task A_session_token_of_another_session_is_refused()
    {
        var mine = (await AssumeAsync()).GetCredentials();
        var other = (await AssumeAsync()).GetCredentials();
        using var s3 = SdkClients.S3(Aws.Url, new SessionAWSCredentials(mine.AccessKey, mine.SecretKey, other.Token));

        (await Should.ThrowAsync<AmazonS3Exception>(() => s3.ListBucketsAsync())).ErrorCode.ShouldBe("InvalidToken");
    }

    [Fact]
    public async Task A_session_policy_allows_what_it_says_and_nothing_else()
    {
        const string Policy = """
            {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:Put*","Resource":"arn:aws:s3:::orders/${aws:PrincipalTag/team}/*"}]}
            """;
        using var s3 = SdkClients.S3(Aws.Url, await AssumeAsync(Policy));

        await s3.PutObjectAsync(new PutObjectRequest { BucketName = "orders", Key = "orders/1", ContentBody = "x" }, Cancel);
        (await Should.ThrowAsync<AmazonS3Exception>(() => s3.GetObjectAsync("orders", "orders/1"))).ErrorCode.ShouldBe("AccessDenied");
        (await Should.ThrowAsync<AmazonS3Exception>(() => s3.PutObjectAsync(
            new PutObjectRequest { BucketName = "orders", Key = "others/1", ContentBody = "x" }))).ErrorCode.ShouldBe("AccessDenied");
        Aws.Failures.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"Statement":[{"Effect":"Allow","NotAction":"s3:*","Resource":"*"}]}""")]
    public async Task A_session_policy_that_is_not_understood_is_refused(string policy) =>
        await Should.ThrowAsync<MalformedPolicyDocumentException>(() => AssumeAsync(policy));

    [Fact]
    public async Task A_chained_session_lives_an_hour_at_most()
    {
        using var sts = SdkClients.Sts(Aws.Url, await AssumeAsync());

        (await Should.ThrowAsync<AmazonSecurityTokenServiceException>(() => sts.AssumeRoleAsync(new AssumeRoleRequest
        {
            RoleArn = "arn:aws:iam::111122223333:role/Other",
            RoleSessionName = "demo",
            DurationSeconds = 3601,
        }))).ErrorCode.ShouldBe("ValidationError");
    }
}
