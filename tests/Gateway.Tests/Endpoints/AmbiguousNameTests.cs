using Gateway.Forwarding.Endpoints;
using Shouldly;
using Xunit;

namespace Gateway.Tests.Endpoints;

public sealed class AmbiguousNameTests
{
    [Theory]
    [InlineData("dynamodb", "DynamoDB_20120810.GetItem", "dynamodb")]
    [InlineData("dynamodb", "DynamoDBStreams_20120810.GetRecords", "streams.dynamodb")]
    [InlineData("sagemaker", "SageMaker.ListModels", "api.sagemaker")]
    [InlineData("aws-marketplace", "AWSMPMeteringService.MeterUsage", "metering.marketplace")]
    [InlineData("cloudhsm", "BaldrApiService.DescribeClusters", "cloudhsmv2")]
    public void Target_decides(string signingName, string target, string service) =>
        Ask.Scope(signingName, target: target).Endpoint.ShouldNotBeNull().Service.Name.ShouldBe(service);

    [Theory]
    [InlineData("bedrock", "POST", "/model/anthropic.claude/invoke", "bedrock-runtime")]
    [InlineData("bedrock", "GET", "/foundation-models", "bedrock")]
    [InlineData("bedrock", "POST", "/agents/A1/agentAliases/B2/sessions/C3/text", "bedrock-agent-runtime")]
    [InlineData("sagemaker", "POST", "/endpoints/e1/invocations", "runtime.sagemaker")]
    [InlineData("sagemaker", "GET", "/FeatureGroup/fg1", "featurestore-runtime.sagemaker")]
    [InlineData("ses", "POST", "/v2/email/outbound-emails", "email")]
    [InlineData("execute-api", "POST", "/participant/message", "participant.connect")]
    [InlineData("execute-api", "POST", "/@connections/abc", "execute-api")]
    [InlineData("appconfig", "GET", "/applications", "appconfig")]
    [InlineData("appconfig", "POST", "/configurationsessions", "appconfigdata")]
    public void Method_and_path_decide(string signingName, string method, string path, string service) =>
        Ask.Scope(signingName, method: method, path: path).Endpoint.ShouldNotBeNull().Service.Name.ShouldBe(service);

    [Fact]
    public void Action_decides() => Ask.Scope("ses", action: "SendEmail").Endpoint!.Service.Name.ShouldBe("email");

    [Fact]
    public void What_nothing_decides_is_refused_with_the_variables_to_set()
    {
        var problem = Ask.Scope("bedrock", path: "/no/such/path").Problem.ShouldNotBeNull();

        problem.ShouldStartWith("The signing name 'bedrock' stands for 6 endpoints, and the request does not tell which. Set the one that is meant: ");
        problem.ShouldContain("AWS_ENDPOINT_URL_BEDROCK_RUNTIME=https://<gateway>/aws/bedrock-runtime/<region>");
        problem.ShouldContain("AWS_ENDPOINT_URL_BEDROCK=https://<gateway>/aws/bedrock/<region>");
    }

    [Fact]
    public void Target_of_none_of_the_candidates_is_refused() =>
        Ask.Scope("dynamodb", target: "TrentService.Decrypt").Problem.ShouldNotBeNull().ShouldContain("AWS_ENDPOINT_URL_DYNAMODB_STREAMS=https://<gateway>/aws/streams.dynamodb/<region>");

    [Fact]
    public void Path_names_the_service_whatever_the_scope_says() =>
        EndpointTable.Default.Resolve(new EndpointQuery
        {
            Service = "bedrock-agent",
            Region = "us-west-2",
            SigningName = "bedrock",
            SigningRegion = "eu-west-1",
            Method = "GET",
            Path = "/x",
            DefaultRegion = "eu-west-1",
        }).Line().ShouldBe("bedrock-agent.us-west-2.amazonaws.com bedrock us-west-2");

    [Fact]
    public void Unknown_signing_name_is_told_so() =>
        Ask.Scope("no-such-thing").Line().ShouldBe("No AWS service of the endpoint table signs as 'no-such-thing': call /aws/{service}/{region}/ of the gateway, which names the service.");

    [Fact]
    public void Unknown_service_is_told_so() =>
        Ask.Path("no\r\nsuch", "eu-west-1").Line().ShouldBe(
            "No AWS service is called 'no??such'. Use the name in its endpoint's host (dynamodb, monitoring, email) or its SDK client's (cloudwatch, ses).");
}
