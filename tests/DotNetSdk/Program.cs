using System.Text.Json;
using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using Amazon.Runtime;
using Amazon.Runtime.Credentials;
using Amazon.S3;
using Amazon.S3.Model;

// What tests have the SDK for .NET do with nothing but its environment; a program, since SDKs read the environment and the home folder once a process.
// The same as aws_sdk.js of Gateway.RealTests does, and what came of it is printed as the same JSON.
object seen = args switch
{
    ["s3", var bucket, var key, var body] => await UseS3Async(bucket, key, body),
    ["dynamodb", var table] => await UseDynamoDBAsync(table),
    ["list", var bucket] => await ListAsync(bucket),
    _ => throw new ArgumentException("s3 BUCKET KEY BODY | dynamodb TABLE | list BUCKET", nameof(args)),
};
Console.WriteLine(JsonSerializer.Serialize(seen));

static async Task<object> UseS3Async(string bucket, string key, string body)
{
    using var s3 = new AmazonS3Client();
    await s3.PutObjectAsync(new PutObjectRequest { BucketName = bucket, Key = key, ContentBody = body });
    using var got = await s3.GetObjectAsync(bucket, key);
    using var reader = new StreamReader(got.ResponseStream);
    var listed = await s3.ListObjectsV2Async(new ListObjectsV2Request { BucketName = bucket, Prefix = key });
    return new
    {
        body = await reader.ReadToEndAsync(),
        listed = listed.S3Objects.Select(found => found.Key),
        // Gives keys away, which the gateway refuses.
        refused = await ErrorOfAsync(s3.CreateSessionAsync(new CreateSessionRequest { BucketName = bucket })),
    };
}

static async Task<object> UseDynamoDBAsync(string table)
{
    using var dynamodb = new AmazonDynamoDBClient();
    await dynamodb.CreateTableAsync(table, [new("id", KeyType.HASH)], [new("id", ScalarAttributeType.S)], new ProvisionedThroughput(1, 1));
    await dynamodb.PutItemAsync(table, new() { ["id"] = new("42"), ["note"] = new("two é + 1%") });
    var item = await dynamodb.GetItemAsync(table, new() { ["id"] = new("42") });
    return new { note = item.Item["note"].S, refused = await ErrorOfAsync(dynamodb.DescribeTableAsync(table + "-absent")) };
}

static async Task<object> ListAsync(string bucket)
{
    using var s3 = new AmazonS3Client();
    var listed = await s3.ListObjectsV2Async(new ListObjectsV2Request { BucketName = bucket });
    var credentials = await DefaultAWSCredentialsIdentityResolver.GetCredentials().GetCredentialsAsync();
    return new { status = (int)listed.HttpStatusCode, accessKeyId = credentials.AccessKey };
}

static async Task<object?> ErrorOfAsync(Task call)
{
    try
    {
        await call;
        return null;
    }
    catch (AmazonServiceException error)
    {
        return new { type = error.GetType().Name, code = error.ErrorCode, status = (int)error.StatusCode, requestId = error.RequestId };
    }
}
