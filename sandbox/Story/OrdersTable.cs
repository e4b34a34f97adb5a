using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using Amazon.Runtime;
using Gateway.Sandbox.Aws;

namespace Gateway.Sandbox.Story;

/// <summary>The table that is there before the story begins, made by AWS's own account at AWS itself.</summary>
internal static class OrdersTable
{
    public static async Task CreateAsync(string awsUrl)
    {
        using var dynamoDb = new AmazonDynamoDBClient(
            new BasicAWSCredentials(AwsStandIn.BaseAccessKeyId, AwsStandIn.BaseSecretAccessKey),
            new AmazonDynamoDBConfig { ServiceURL = awsUrl, AuthenticationRegion = SandboxSystem.Region });
        await dynamoDb.CreateTableAsync(new CreateTableRequest
        {
            TableName = "orders",
            KeySchema = [new KeySchemaElement("id", KeyType.HASH)],
            AttributeDefinitions = [new AttributeDefinition("id", ScalarAttributeType.S)],
            BillingMode = BillingMode.PAY_PER_REQUEST,
        });
        await dynamoDb.PutItemAsync("orders", new() { ["id"] = new AttributeValue("1"), ["article"] = new AttributeValue("kettle") });
    }
}
