using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using Amazon.S3.Model;
using Gateway.Tests.Hosting;
using Shouldly;
using Xunit;

namespace Gateway.Tests.Forwarding;

public sealed class SdkTests(SharedGateway shared) : IClassFixture<SharedGateway>
{
    private TestGateway Gateway => shared.Gateway;

    [Theory]
    [InlineData("gateway credentials")]
    [InlineData("JWT credentials")]
    public async Task S3_writes_and_reads_an_object(string kind)
    {
        using var s3 = Sdk.S3(Gateway, (await KeysAsync(kind)).ForSdk());
        var bucket = "b" + Guid.NewGuid().ToString("N");
        await s3.PutBucketAsync(bucket);

        await s3.PutObjectAsync(new PutObjectRequest { BucketName = bucket, Key = "a key/with +%=&é(*'~", ContentBody = "what is written" });
        using var read = await s3.GetObjectAsync(bucket, "a key/with +%=&é(*'~");

        using var reader = new StreamReader(read.ResponseStream);
        (await reader.ReadToEndAsync()).ShouldBe("what is written");
        Gateway.Aws.Failures.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("signed chunks with a trailer")]
    [InlineData("one hash of the whole")]
    public async Task S3_uploads_arrive_whole(string signing)
    {
        using var s3 = Sdk.S3(Gateway, (await KeysAsync("gateway credentials")).ForSdk());
        var bucket = "b" + Guid.NewGuid().ToString("N");
        var body = new byte[1_000_003];
        Random.Shared.NextBytes(body);
        await s3.PutBucketAsync(bucket);

        await s3.PutObjectAsync(new PutObjectRequest
        {
            BucketName = bucket,
            Key = "k",
            InputStream = new MemoryStream(body),
            UseChunkEncoding = signing != "one hash of the whole",
        });
        using var read = await s3.GetObjectAsync(bucket, "k");

        var back = new MemoryStream();
        await read.ResponseStream.CopyToAsync(back);
        back.ToArray().ShouldBe(body);
        Gateway.Aws.Failures.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("gateway credentials")]
    [InlineData("JWT credentials")]
    public async Task DynamoDB_writes_and_reads_an_item(string kind)
    {
        using var dynamo = Sdk.DynamoDb(Gateway, (await KeysAsync(kind)).ForSdk());
        var table = "t" + Guid.NewGuid().ToString("N");
        await dynamo.CreateTableAsync(new CreateTableRequest(table, [new KeySchemaElement("id", KeyType.HASH)],
            [new AttributeDefinition("id", ScalarAttributeType.S)], new ProvisionedThroughput(1, 1)));

        await dynamo.PutItemAsync(table, new() { ["id"] = new("1"), ["what"] = new("written") });
        var read = await dynamo.GetItemAsync(table, new() { ["id"] = new("1") });

        read.Item["what"].S.ShouldBe("written");
        Gateway.Aws.Failures.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_refusal_is_the_exception_that_the_SDK_raises_for_it()
    {
        using var dynamo = Sdk.DynamoDb(Gateway, (await ClientKeys.MintAsync(Gateway, "orders-writer")).ForSdk());

        var refused = await Should.ThrowAsync<AmazonDynamoDBException>(() => dynamo.ListTablesAsync());

        refused.ErrorCode.ShouldBe("AccessDeniedException");
        refused.Message.ShouldContain("does not permit the service 'dynamodb'");
        refused.RequestId.ShouldNotBeNullOrEmpty();
    }

    [Fact]
    public async Task An_operation_that_the_grant_does_not_list_is_refused()
    {
        await using var gateway = await TestGateway.StartAsync(TestPolicy.Usual.Replace("services: [s3, dynamodb, sqs, sts]", "operations: [dynamodb:List*]", StringComparison.Ordinal));
        using var dynamo = Sdk.DynamoDb(gateway, (await ClientKeys.MintAsync(gateway)).ForSdk());
        await dynamo.ListTablesAsync();

        var refused = await Should.ThrowAsync<AmazonDynamoDBException>(() => dynamo.DeleteTableAsync("orders"));

        refused.ErrorCode.ShouldBe("AccessDeniedException");
        refused.Message.ShouldBe("The grant does not permit dynamodb:DeleteTable; it permits dynamodb:List*.");
    }

    private async Task<ClientKeys> KeysAsync(string kind) =>
        kind == "JWT credentials" ? ClientKeys.OfToken(Gateway) : await ClientKeys.MintAsync(Gateway);
}
