using Gateway.Forwarding.Endpoints;
using Gateway.Forwarding.Operations;
using Gateway.Policies;
using Gateway.Policies.Reading;
using Gateway.Tests.Policies;
using Shouldly;
using Xunit;

namespace Gateway.Tests.Operations;

public sealed class PermittedOperationsTests
{
    [Fact]
    public void Any_operation_may_pass_where_the_grant_names_none() =>
        PermittedOperations.Refusal(Detect.Service("dynamodb"), Detect.Json("dynamodb", null), Permit("{}")).ShouldBeNull();

    [Theory]
    [InlineData("dynamodb:GetItem", "DynamoDB_20120810.GetItem")]
    [InlineData("dynamodb:getitem", "DynamoDB_20120810.GetItem")]
    [InlineData("dynamodb:Get*", "DynamoDB_20120810.GetItem")]
    [InlineData("dynamodb:*", "DynamoDB_20120810.DeleteTable")]
    [InlineData("dynamodb:Ge?Item", "DynamoDB_20120810.GetItem")]
    public void An_operation_that_is_listed_may_pass(string listed, string target) =>
        PermittedOperations.Refusal(Detect.Service("dynamodb"), Detect.Json("dynamodb", target), Permit($"{{operations: [\"{listed}\"]}}")).ShouldBeNull();

    [Theory]
    [InlineData("dynamodb:GetItem", "DynamoDB_20120810.PutItem")]
    [InlineData("dynamodb:Get", "DynamoDB_20120810.GetItem")]
    [InlineData("sqs:*", "DynamoDB_20120810.GetItem")]
    public void An_operation_that_is_not_listed_is_refused(string listed, string target) =>
        PermittedOperations.Refusal(Detect.Service("dynamodb"), Detect.Json("dynamodb", target), Permit($"{{operations: [\"{listed}\"]}}")).ShouldNotBeNull();

    [Fact]
    public void The_refusal_says_what_is_permitted() =>
        PermittedOperations.Refusal(Detect.Service("dynamodb"), Detect.Json("dynamodb", "DynamoDB_20120810.PutItem"), Permit("{operations: [\"dynamodb:Get*\"]}"))
            .ShouldBe("The grant does not permit dynamodb:PutItem; it permits dynamodb:Get*.");

    [Fact]
    public void A_call_that_names_no_operation_is_refused() =>
        PermittedOperations.Refusal(Detect.Service("dynamodb"), Detect.Json("dynamodb", null), Permit("{operations: [\"dynamodb:*\"]}"))
            .ShouldBe("The gateway cannot tell which operation of dynamodb this is, and the grant permits some alone: dynamodb:*.");

    [Theory]
    [InlineData("gzip", true)]
    [InlineData(null, false)]
    public void A_form_that_cannot_be_read_whole_is_refused_where_the_grant_lists_operations(string? encoding, bool whole) =>
        PermittedOperations.Refusal(
            Detect.Service("ssm"), Detect.Form("ssm", "a=b", encoding: encoding, whole: whole, target: "AmazonSSM.GetParameter"), Permit("{operations: [\"ssm:GetParameter\"]}"))
            .ShouldBe("The gateway cannot tell which operation of ssm this is, and the grant permits some alone: ssm:GetParameter.");

    [Fact]
    public void Every_operation_that_a_request_may_be_read_as_must_be_listed() =>
        PermittedOperations.Refusal(
            Detect.Service("sts"), Detect.Form("sts", "Action=GetCallerIdentity", "Action=GetSessionToken"), Permit("{operations: [\"sts:GetCallerIdentity\"]}")).ShouldNotBeNull();

    [Theory]
    [InlineData("GET", "/bucket/key", "s3:GetObject")]
    [InlineData("PUT", "/bucket/key", "s3:PutObject")]
    [InlineData("GET", "/bucket", "s3:List*")]
    public void Operations_of_REST_services_are_read_from_method_and_path(string method, string path, string listed)
    {
        var permit = Permit($"{{operations: [\"{listed}\"]}}");

        PermittedOperations.Refusal(Detect.Service("s3"), Detect.Rest("s3", method, path), permit).ShouldBeNull();
        PermittedOperations.Refusal(Detect.Service("s3"), Detect.Rest("s3", "DELETE", path), permit).ShouldNotBeNull();
    }

    [Fact]
    public void Every_operation_that_is_told_by_its_path_can_be_listed() => EmbeddedText.Read("operations.txt").Split("\n= ")[1..]
        .Select(section => section.TrimEnd().Split('\n'))
        .SelectMany(lines => lines[1..], (lines, line) => $"{lines[0]}:{line.Split(' ')[^1]}")
        .Where(operation => !TextShape.Operation.Fits(operation))
        .ShouldBeEmpty();

    private static Permit Permit(string permit) =>
        Policy.Load(Policy.OneGrant(permit: permit)).Decide(Callers.Of("{}"), Callers.Context).Roles.ShouldHaveSingleItem().Grant.Permit;
}
