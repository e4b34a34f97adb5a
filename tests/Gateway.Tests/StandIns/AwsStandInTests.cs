using System.Text;
using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using Amazon.Runtime;
using Amazon.S3;
using Amazon.S3.Model;
using Amazon.S3.Transfer;
using Amazon.SecurityToken;
using Amazon.SecurityToken.Model;
using Gateway.Sandbox.Aws;
using Gateway.Sandbox.Aws.Verification;
using Microsoft.Extensions.Time.Testing;
using Shouldly;
using Xunit;

namespace Gateway.Tests.StandIns;

public sealed class AwsStandInTests : IAsyncLifetime
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    // Ten minutes behind the SDK's clock, so that a session of fifteen can end within the bounds of a signature's date.
    private readonly FakeTimeProvider time = new(TimeProvider.System.GetUtcNow().AddMinutes(-10));
    private AwsStandIn aws = null!;

    public async ValueTask InitializeAsync()
    {
        aws = await AwsStandIn.StartAsync(new AwsStandInOptions { Time = time });
        aws.Objects.Create("orders");
    }

    public ValueTask DisposeAsync() => aws.DisposeAsync();

    [Theory]
    [InlineData("plain.txt")]
    [InlineData("a b/é+%=&(1)*'~.txt")]
    public async Task An_object_of_any_name_comes_back_as_it_was_put(string key)
    {
        using var s3 = SdkClients.S3(aws.Url, SdkClients.Base);
        await s3.PutObjectAsync(new PutObjectRequest { BucketName = "orders", Key = key, ContentBody = "seven" }, Cancel);

        using var found = await s3.GetObjectAsync("orders", key, Cancel);
        using var reader = new StreamReader(found.ResponseStream);

        (await reader.ReadToEndAsync(Cancel)).ShouldBe("seven");
        aws.Failures.ShouldBeEmpty();
        aws.Objects.Find("orders", key).ShouldNotBeNull();
    }

    [Fact]
    public async Task A_listing_pages_through_all_keys()
    {
        using var s3 = SdkClients.S3(aws.Url, SdkClients.Base);
        foreach (var name in (string[])["a", "b/1", "b/2", "c d"])
        {
            await s3.PutObjectAsync(new PutObjectRequest { BucketName = "orders", Key = name, ContentBody = name }, Cancel);
        }

        var listed = new List<string>();
        var request = new ListObjectsV2Request { BucketName = "orders", MaxKeys = 1, Delimiter = "/" };
        ListObjectsV2Response page;
        do
        {
            page = await s3.ListObjectsV2Async(request, Cancel);
            listed.AddRange((page.S3Objects ?? []).Select(o => o.Key).Concat(page.CommonPrefixes ?? []));
            request.ContinuationToken = page.NextContinuationToken;
        }
        while (page.IsTruncated == true);

        listed.ShouldBe(["a", "b/", "c d"]);
    }

    [Fact]
    public async Task An_upload_in_parts_is_put_together()
    {
        using var s3 = SdkClients.S3(aws.Url, SdkClients.Base);
        using var transfer = new TransferUtility(s3);
        var bytes = new byte[11 << 20];
        new Random(1).NextBytes(bytes);

        await transfer.UploadAsync(new TransferUtilityUploadRequest
        {
            BucketName = "orders",
            Key = "large",
            InputStream = new MemoryStream(bytes),
            PartSize = 5 << 20,
        }, Cancel);

        aws.Objects.Find("orders", "large")!.Content.ShouldBe(bytes);
        aws.Failures.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_range_of_an_object_is_answered_alone()
    {
        using var s3 = SdkClients.S3(aws.Url, SdkClients.Base);
        await s3.PutObjectAsync(new PutObjectRequest { BucketName = "orders", Key = "k", ContentBody = "0123456789" }, Cancel);

        using var found = await s3.GetObjectAsync(new GetObjectRequest { BucketName = "orders", Key = "k", ByteRange = new ByteRange(2, 4) }, Cancel);
        using var reader = new StreamReader(found.ResponseStream);

        (await reader.ReadToEndAsync(Cancel)).ShouldBe("234");
    }

    [Fact]
    public async Task A_missing_key_raises_the_exception_of_the_SDK()
    {
        using var s3 = SdkClients.S3(aws.Url, SdkClients.Base);

        (await Should.ThrowAsync<NoSuchKeyException>(() => s3.GetObjectAsync("orders", "none"))).RequestId.ShouldBe(aws.Requests[^1].RequestId);
    }

    [Fact]
    public async Task A_wrong_secret_is_refused_and_recorded()
    {
        using var s3 = SdkClients.S3(aws.Url, new BasicAWSCredentials(AwsStandIn.BaseAccessKeyId, "wrong"));

        (await Should.ThrowAsync<AmazonS3Exception>(() => s3.ListBucketsAsync())).ErrorCode.ShouldBe("SignatureDoesNotMatch");
        aws.Failures.ShouldHaveSingleItem().Fault.ShouldBe(VerificationFault.SignatureMismatch);
    }

    [Fact]
    public async Task An_item_comes_back_as_it_was_put()
    {
        using var dynamoDb = SdkClients.DynamoDb(aws.Url, SdkClients.Base);
        await CreateTableAsync(dynamoDb);
        await dynamoDb.PutItemAsync("orders", new() { ["id"] = new AttributeValue("1"), ["total"] = new AttributeValue { N = "7" } }, Cancel);

        var found = await dynamoDb.GetItemAsync("orders", new() { ["id"] = new AttributeValue("1") }, Cancel);

        found.Item["total"].N.ShouldBe("7");
        aws.Failures.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_query_answers_the_items_of_its_key()
    {
        using var dynamoDb = SdkClients.DynamoDb(aws.Url, SdkClients.Base);
        await CreateTableAsync(dynamoDb);
        await dynamoDb.PutItemAsync("orders", new() { ["id"] = new AttributeValue("1") }, Cancel);
        await dynamoDb.PutItemAsync("orders", new() { ["id"] = new AttributeValue("2") }, Cancel);

        var found = await dynamoDb.QueryAsync(new QueryRequest
        {
            TableName = "orders",
            KeyConditionExpression = "#i = :v",
            ExpressionAttributeNames = new() { ["#i"] = "id" },
            ExpressionAttributeValues = new() { [":v"] = new AttributeValue("2") },
        }, Cancel);

        found.Items.ShouldHaveSingleItem()["id"].S.ShouldBe("2");
    }

    [Fact]
    public async Task AssumeRole_records_everything_that_it_was_asked_for()
    {
        using var sts = SdkClients.Sts(aws.Url, SdkClients.Base);
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

        var call = aws.AssumeRoleCalls.ShouldHaveSingleItem();
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
        using var sts = SdkClients.Sts(aws.Url, await AssumeAsync());

        (await sts.GetCallerIdentityAsync(new GetCallerIdentityRequest(), Cancel)).Arn
            .ShouldBe("arn:aws:sts::111122223333:assumed-role/OrdersReader/demo");
        aws.Requests[^1].Session!.RoleSessionName.ShouldBe("demo");
    }

    [Fact]
    public async Task A_session_ends_when_it_expires()
    {
        using var s3 = SdkClients.S3(aws.Url, await AssumeAsync(seconds: 900));
        time.Advance(TimeSpan.FromMinutes(14));
        await s3.ListBucketsAsync(Cancel);
        aws.Credentials.Find(aws.Requests[^1].AccessKeyId)!.Session!.Expiration.ShouldBeGreaterThan(time.GetUtcNow());

        time.Advance(TimeSpan.FromMinutes(1));

        (await Should.ThrowAsync<AmazonS3Exception>(() => s3.ListBucketsAsync())).ErrorCode.ShouldBe("ExpiredToken");
    }

    [Fact]
    public async Task A_session_token_of_another_session_is_refused()
    {
        var mine = (await AssumeAsync()).GetCredentials();
        var other = (await AssumeAsync()).GetCredentials();
        using var s3 = SdkClients.S3(aws.Url, new SessionAWSCredentials(mine.AccessKey, mine.SecretKey, other.Token));

        (await Should.ThrowAsync<AmazonS3Exception>(() => s3.ListBucketsAsync())).ErrorCode.ShouldBe("InvalidToken");
    }

    [Fact]
    public async Task A_session_policy_allows_what_it_says_and_nothing_else()
    {
        const string Policy = """
            {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:Put*","Resource":"arn:aws:s3:::orders/${aws:PrincipalTag/team}/*"}]}
            """;
        using var s3 = SdkClients.S3(aws.Url, await AssumeAsync(Policy));

        await s3.PutObjectAsync(new PutObjectRequest { BucketName = "orders", Key = "orders/1", ContentBody = "x" }, Cancel);
        (await Should.ThrowAsync<AmazonS3Exception>(() => s3.GetObjectAsync("orders", "orders/1"))).ErrorCode.ShouldBe("AccessDenied");
        (await Should.ThrowAsync<AmazonS3Exception>(() => s3.PutObjectAsync(
            new PutObjectRequest { BucketName = "orders", Key = "others/1", ContentBody = "x" }))).ErrorCode.ShouldBe("AccessDenied");
        aws.Failures.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"Statement":[{"Effect":"Allow","NotAction":"s3:*","Resource":"*"}]}""")]
    public async Task A_session_policy_that_is_not_understood_is_refused(string policy) =>
        await Should.ThrowAsync<MalformedPolicyDocumentException>(() => AssumeAsync(policy));

    [Fact]
    public async Task A_chained_session_lives_an_hour_at_most()
    {
        using var sts = SdkClients.Sts(aws.Url, await AssumeAsync());

        (await Should.ThrowAsync<AmazonSecurityTokenServiceException>(() => sts.AssumeRoleAsync(new AssumeRoleRequest
        {
            RoleArn = "arn:aws:iam::111122223333:role/Other",
            RoleSessionName = "demo",
            DurationSeconds = 3601,
        }))).ErrorCode.ShouldBe("ValidationError");
    }

    [Theory]
    [InlineData(AwsFault.Throttle, "Throttling")]
    [InlineData(AwsFault.ServerError, "InternalFailure")]
    [InlineData(AwsFault.AccessDenied, "AccessDenied")]
    public async Task A_service_fails_as_ordered_and_then_is_well(object fault, string code)
    {
        aws.Faults.Set("sts", (AwsFault)fault, calls: 1);

        (await Should.ThrowAsync<AmazonSecurityTokenServiceException>(() => AssumeAsync())).ErrorCode.ShouldBe(code);
        (await AssumeAsync()).ShouldNotBeNull();
        aws.AssumeRoleCalls.Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_service_that_is_down_resets_the_connection()
    {
        aws.Faults.Set("s3", AwsFault.Down);
        using var s3 = SdkClients.S3(aws.Url, SdkClients.Base);

        await Should.ThrowAsync<IOException>(() => s3.ListBucketsAsync());
    }

    [Fact]
    public async Task A_service_that_is_held_answers_when_it_is_released()
    {
        using var s3 = SdkClients.S3(aws.Url, SdkClients.Base);
        var hold = aws.Faults.Hold("s3");
        var call = s3.ListBucketsAsync(Cancel);
        call.IsCompleted.ShouldBeFalse();

        hold.Dispose();

        (await call).Buckets.ShouldHaveSingleItem().BucketName.ShouldBe("orders");
    }

    [Fact]
    public async Task A_sign_in_token_opens_the_console_of_its_session()
    {
        var credentials = (await AssumeAsync()).GetCredentials();
        using var http = new HttpClient();
        var session = Uri.EscapeDataString(
            $$"""{"sessionId":"{{credentials.AccessKey}}","sessionKey":"{{credentials.SecretKey}}","sessionToken":"{{credentials.Token}}"}""");
        var answer = await http.GetStringAsync(new Uri($"{aws.Url}/federation?Action=getSigninToken&Session={session}"), Cancel);
        var token = System.Text.Json.JsonDocument.Parse(answer).RootElement.GetProperty("SigninToken").GetString();

        var page = await http.GetStringAsync(new Uri(
            $"{aws.Url}/federation?Action=login&Issuer=x&Destination=https%3A%2F%2Fconsole.aws.amazon.com%2F&SigninToken={token}"), Cancel);

        page.ShouldContain("AWS console of arn:aws:sts::111122223333:assumed-role/OrdersReader/demo");
    }

    [Fact]
    public async Task An_unsigned_call_is_refused_and_recorded()
    {
        using var http = new HttpClient();

        using var answer = await http.PutAsync(new Uri(aws.Url + "/orders/k"), new ByteArrayContent(Encoding.UTF8.GetBytes("x")), Cancel);

        ((int)answer.StatusCode).ShouldBe(403);
        aws.Failures.ShouldHaveSingleItem().Fault.ShouldBe(VerificationFault.MissingAuthentication);
        aws.Objects.Find("orders", "k").ShouldBeNull();
    }

    private async Task<SessionAWSCredentials> AssumeAsync(string? policy = null, int seconds = 3600)
    {
        using var sts = SdkClients.Sts(aws.Url, SdkClients.Base);
        var answer = await sts.AssumeRoleAsync(new AssumeRoleRequest
        {
            RoleArn = "arn:aws:iam::111122223333:role/OrdersReader",
            RoleSessionName = "demo",
            DurationSeconds = seconds,
            Policy = policy,
            Tags = [new Amazon.SecurityToken.Model.Tag { Key = "team", Value = "orders" }],
        });
        return new SessionAWSCredentials(answer.Credentials.AccessKeyId, answer.Credentials.SecretAccessKey, answer.Credentials.SessionToken);
    }

    private static Task<CreateTableResponse> CreateTableAsync(AmazonDynamoDBClient dynamoDb) => dynamoDb.CreateTableAsync(new CreateTableRequest
    {
        TableName = "orders",
        KeySchema = [new KeySchemaElement("id", KeyType.HASH)],
        AttributeDefinitions = [new AttributeDefinition("id", ScalarAttributeType.S)],
        BillingMode = BillingMode.PAY_PER_REQUEST,
    });
}
