using Gateway.Forwarding.Operations;
using Shouldly;
using Xunit;

namespace Gateway.Tests.Operations;

public sealed class ProtocolDetectorTests
{
    [Theory]
    [InlineData("s3", null, null, AwsProtocol.RestXml)]
    [InlineData("s3", null, "application/x-www-form-urlencoded", AwsProtocol.RestXml)]
    [InlineData("lambda", null, "application/json", AwsProtocol.RestJson)]
    [InlineData("dynamodb", "DynamoDB_20120810.GetItem", "application/x-amz-json-1.0", AwsProtocol.Json10)]
    [InlineData("kms", "TrentService.Decrypt", null, AwsProtocol.Json11)]
    [InlineData("sqs", "AmazonSQS.SendMessage", "application/x-amz-json-1.0", AwsProtocol.Json10)]
    [InlineData("sts", null, "application/x-www-form-urlencoded; charset=utf-8", AwsProtocol.Query)]
    [InlineData("ec2", null, "application/x-www-form-urlencoded", AwsProtocol.Ec2Query)]
    [InlineData("email", null, "application/x-www-form-urlencoded", AwsProtocol.Query)]
    [InlineData("email", null, "application/json", AwsProtocol.RestJson)]
    [InlineData("monitoring", null, "application/x-www-form-urlencoded", AwsProtocol.Query)]
    public void Protocol_is_told_by_service_and_request(string service, string? target, string? contentType, object protocol) => ProtocolDetector
        .Detect(Detect.Service(service), new OperationRequest { Method = "POST", Path = "/", Target = target, ContentType = contentType })
        .ShouldBe((AwsProtocol)protocol);

    [Fact]
    public void Header_tells_RPC_v2_CBOR() => ProtocolDetector
        .Detect(Detect.Service("monitoring"), new OperationRequest { Method = "POST", Path = "/x", SmithyProtocol = "rpc-v2-cbor" })
        .ShouldBe(AwsProtocol.RpcV2Cbor);

    [Theory]
    [InlineData("X.Y", null, "/", AwsProtocol.Json11)]
    [InlineData(null, "application/x-www-form-urlencoded", "/", AwsProtocol.Query)]
    [InlineData(null, null, "/service/A/operation/B", AwsProtocol.RpcV2Cbor)]
    [InlineData(null, null, "/", AwsProtocol.RestJson)]
    public void Without_a_service_the_request_alone_tells(string? target, string? contentType, string path, object protocol) => ProtocolDetector
        .Detect(null, new OperationRequest { Method = "POST", Path = path, Target = target, ContentType = contentType })
        .ShouldBe((AwsProtocol)protocol);
}
