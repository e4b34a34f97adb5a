using Amazon.DynamoDBv2;
using Amazon.Runtime;
using Amazon.S3;
using Amazon.SecurityToken;
using Gateway.Sandbox.Aws;

namespace Gateway.Tests.StandIns;

/// <summary>The real AWS SDK, pointed at a loopback address, without retries, and with no configuration of this machine.</summary>
internal static class SdkClients
{
    public static readonly BasicAWSCredentials Base = new(AwsStandIn.BaseAccessKeyId, AwsStandIn.BaseSecretAccessKey);

    public static AmazonS3Client S3(string url, AWSCredentials credentials) => new(credentials, Point(url, new AmazonS3Config { ForcePathStyle = true }));

    public static AmazonDynamoDBClient DynamoDb(string url, AWSCredentials credentials) => new(credentials, Point(url, new AmazonDynamoDBConfig()));

    public static AmazonSecurityTokenServiceClient Sts(string url, AWSCredentials credentials) =>
        new(credentials, Point(url, new AmazonSecurityTokenServiceConfig()));

    private static T Point<T>(string url, T config)
        where T : ClientConfig
    {
        config.ServiceURL = url;
        config.AuthenticationRegion = "eu-west-1";
        config.MaxErrorRetry = 0;
        return config;
    }
}
