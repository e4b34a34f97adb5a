using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using Shouldly;
using Xunit;

namespace Gateway.Tests.StandIns;

public sealed class DynamoDbServiceTests : AwsTests
{
    [Fact]
    public async Task An_item_comes_back_as_it_was_put()
    {
        using var dynamoDb = SdkClients.DynamoDb(Aws.Url, SdkClients.Base);
        await CreateTableAsync(dynamoDb);
        await dynamoDb.PutItemAsync("orders", new() { ["id"] = new AttributeValue("1"), ["total"] = new AttributeValue { N = "7" } }, Cancel);

        var found = await dynamoDb.GetItemAsync("orders", new() { ["id"] = new AttributeValue("1") }, Cancel);

        found.Item["total"].N.ShouldBe("7");
        Aws.Failures.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_query_answers_the_items_of_its_key()
    {
        using var dynamoDb = SdkClients.DynamoDb(Aws.Url, SdkClients.Base);
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

    private static Task<CreateTableResponse> CreateTableAsync(AmazonDynamoDBClient dynamoDb) => dynamoDb.CreateTableAsync(new CreateTableRequest
    {
        TableName = "orders",
        KeySchema = [new KeySchemaElement("id", KeyType.HASH)],
        AttributeDefinitions = [new AttributeDefinition("id", ScalarAttributeType.S)],
        BillingMode = BillingMode.PAY_PER_REQUEST,
    });
}
