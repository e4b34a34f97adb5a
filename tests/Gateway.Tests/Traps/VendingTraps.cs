using System.Text;
using Gateway.Tests.Forwarding;
using Gateway.Tests.Hosting;
using Shouldly;
using Xunit;

namespace Gateway.Tests.Traps;

/// <summary>Calls that hand out credentials do not get through, in the spelling of any protocol, over the wire.</summary>
public sealed class VendingTraps(SharedGateway shared) : IClassFixture<SharedGateway>
{
    private const string ByArn = "arn:aws:iam::111122223333:role/Legacy";

    public static TheoryData<string, string, string, string, string> Calls => new()
    {
        // Service, method, path, header that names the operation or the content type, body.
        { "sts", "POST", "/", "Content-Type: application/x-www-form-urlencoded", "Action=AssumeRole&Version=2011-06-15&RoleArn=a&RoleSessionName=b" },
        { "sts", "GET", "/?Action=GetSessionToken&Version=2011-06-15", "", "" },
        { "sts", "POST", "/?Action=GetCallerIdentity&Version=2011-06-15", "Content-Type: application/x-www-form-urlencoded", "Action=AssumeRole&Version=2011-06-15" },
        { "iam", "POST", "/", "Content-Type: application/x-www-form-urlencoded", "Version=2010-05-08&Action=CreateAccessKey&UserName=x" },
        { "ec2", "POST", "/", "Content-Type: application/x-www-form-urlencoded", "Action=GetPasswordData&Version=2016-11-15&InstanceId=i-1" },
        { "cognito-identity", "POST", "/", "X-Amz-Target: AWSCognitoIdentityService.GetCredentialsForIdentity", "{}" },
        { "ssm", "POST", "/", "X-Amz-Target: AmazonSSM.StartSession", "{}" },
        { "ssm", "POST", "/service/AmazonSSM/operation/StartSession", "smithy-protocol: rpc-v2-cbor", "\u00a0" },
        { "ecr", "POST", "/", "X-Amz-Target: AmazonEC2ContainerRegistry_V20150921.GetAuthorizationToken", "{}" },
        { "codeartifact", "POST", "/v1/authorization-token?domain=d", "", "" },
        { "codeartifact", "POST", "/v1/%61uthorization-token?domain=d", "", "" },
        { "codeartifact", "POST", "/v1//authorization-token?domain=d", "", "" },
        { "codeartifact", "POST", "/v1/x/../authorization-token?domain=d", "", "" },
        { "s3", "GET", "/bucket--use1-az4--x-s3?session", "", "" },
        { "s3", "GET", "/bucket?Session=", "", "" },
        { "glue", "GET", "/iceberg/v1/catalogs/111122223333/namespaces/db/tables/t", "X-Iceberg-Access-Delegation: vended-credentials", "" },
        { "glue", "GET", "/iceberg/v1/catalogs/111122223333/namespaces/db/tables/t", "X-Amz-Target: AWSGlue.GetTables", "" },
        { "s3tables", "GET", "/iceberg/v1/arn%3Aaws%3As3tables%3Aeu-west-1%3A111122223333%3Abucket%2Fb/namespaces/n/tables/t/credentials", "", "" },
        { "codeconnections", "POST", "/", "X-Amz-Target: com.amazonaws.codeconnections.CodeConnections_20231201.GetConnectionToken", "{}" },
        { "dynamodb", "POST", "/", "X-Amz-Target: DynamoDB_20120810.GetWhatIsNew", "{}" },
    };

    [Theory]
    [MemberData(nameof(Calls))]
    public async Task Credential_vending_calls_are_refused_in_every_protocol(string service, string method, string target, string header, string body)
    {
        var gateway = shared.Gateway;
        var before = gateway.Aws.RequestCount;

        var answer = await gateway.Client.SendAsync(Request(service, method, target, header, body).Sign(gateway.Url, ClientKeys.OfToken(gateway, ByArn)));

        ((int)answer.StatusCode).ShouldBeOneOf(400, 403);
        (await answer.Content.ReadAsStringAsync()).ShouldMatch("permit\\.vending|cannot tell which operation|directory bucket");
        gateway.Aws.RequestCount.ShouldBe(before);
    }

    [Fact]
    public async Task Grant_that_permits_AssumeRole_chains_knowingly()
    {
        await using var gateway = await TestGateway.StartAsync(policy: TestPolicy.Usual.Replace(
            "services: [s3, dynamodb, sqs, sts]", "services: [sts]\n      vending: [\"sts:AssumeRole\"]", StringComparison.Ordinal));
        var keys = await ClientKeys.MintAsync(gateway);
        var call = SignedRequest.Form("sts", "Action=AssumeRole&Version=2011-06-15&RoleArn=arn:aws:iam::111122223333:role/Other&RoleSessionName=chained");

        var chained = await gateway.Client.SendAsync(call.Sign(gateway.Url, keys));
        var other = await gateway.Client.SendAsync(SignedRequest.Form("sts", "Action=GetSessionToken&Version=2011-06-15").Sign(gateway.Url, keys));

        ((int)chained.StatusCode).ShouldBe(200, await chained.Content.ReadAsStringAsync());
        gateway.Aws.AssumeRoleCalls.Count.ShouldBe(2);
        ((int)other.StatusCode).ShouldBe(403);
    }

    private static SignedRequest Request(string service, string method, string target, string header, string body)
    {
        var mark = target.IndexOf('?', StringComparison.Ordinal);
        var request = new SignedRequest
        {
            Service = service,
            Method = method,
            Path = mark < 0 ? target : target[..mark],
            Query = mark < 0 ? "" : target[(mark + 1)..],
            Body = Encoding.Latin1.GetBytes(body),
        };
        if (header.Split(": ") is [var name, var value])
        {
            request.Headers[name] = value;
        }

        return request;
    }
}
