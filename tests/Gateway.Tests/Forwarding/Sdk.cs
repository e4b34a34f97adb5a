using Amazon.DynamoDBv2;
using Amazon.Runtime;
using Amazon.S3;
using Gateway.Tests.Hosting;

namespace Gateway.Tests.Forwarding;

/// <summary>Unmodified AWS SDK clients that know the gateway as their endpoint.</summary>
internal static class Sdk
{
    public static AmazonS3Client S3(TestGateway gateway, AWSCredentials credentials) => new(credentials, new AmazonS3Config
    {
        ServiceURL = gateway.Url,
        AuthenticationRegion = "eu-west-1",
        ForcePathStyle = true,
        MaxErrorRetry = 0,
    });

    public static AmazonDynamoDBClient DynamoDb(TestGateway gateway, AWSCredentials credentials) => new(credentials, new AmazonDynamoDBConfig
    {
        ServiceURL = gateway.Url,
        AuthenticationRegion = "eu-west-1",
        MaxErrorRetry = 0,
    });
}
