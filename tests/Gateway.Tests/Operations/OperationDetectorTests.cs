using Gateway.Forwarding.Operations;
using Shouldly;
using Xunit;

namespace Gateway.Tests.Operations;

public sealed class OperationDetectorTests
{
    [Theory]
    [InlineData("dynamodb", "DynamoDB_20120810.GetItem", "GetItem")]
    [InlineData("kms", "TrentService.Decrypt", "Decrypt")]
    [InlineData("monitoring", "GraniteServiceVersion20100801.PutMetricData", "PutMetricData")]
    public void Target_names_the_operation_of_JSON(string service, string target, string name) => Detect.Json(service, target).Name.ShouldBe(name);

    [Theory]
    [InlineData("Action=GetCallerIdentity&Version=2011-06-15", "", "GetCallerIdentity")]
    [InlineData("", "?Action=GetCallerIdentity&Version=2011-06-15", "GetCallerIdentity")]
    [InlineData("Version=2011-06-15&%41ction=GetCaller%49dentity", "", "GetCallerIdentity")]
    [InlineData("Action=GetCallerIdentity", "Action=GetCallerIdentity", "GetCallerIdentity")]
    public void Action_names_the_operation_of_query(string body, string query, string name) => Detect.Form("sts", body, query).Name.ShouldBe(name);

    [Theory]
    [InlineData("lambda", "POST", "/2015-03-31/functions/f/invocations", "Invoke")]
    [InlineData("lambda", "GET", "/2015-03-31/functions", "ListFunctions")]
    [InlineData("lambda", "GET", "/2015-03-31/functions/arn%3Aaws%3Alambda%3Aeu-west-1%3A123456789012%3Afunction%3Af", "GetFunction")]
    [InlineData("apigateway", "GET", "/restapis/abc/stages/prod", "GetStage")]
    [InlineData("apigateway", "GET", "/v2/apis", "GetApis")]
    [InlineData("email", "POST", "/v2/email/outbound-emails", "SendEmail")]
    [InlineData("cloudfront", "POST", "/2020-05-31/distribution/E1/invalidation", "CreateInvalidation")]
    [InlineData("route53", "POST", "/2013-04-01/hostedzone/Z1/rrset/", "ChangeResourceRecordSets")]
    [InlineData("route53", "POST", "/2013-04-01/hostedzone/Z1/rrset", "ChangeResourceRecordSets")]
    public void Method_and_path_name_the_operation_of_REST(string service, string method, string path, string name) =>
        Detect.Rest(service, method, path).Name.ShouldBe(name);

    [Fact]
    public void Path_names_the_operation_of_RPC_v2_CBOR()
    {
        var operation = OperationDetector.Detect(
            Detect.Service("monitoring"),
            new OperationRequest { Method = "POST", Path = "/service/GraniteServiceVersion20100801/operation/PutMetricData", SmithyProtocol = "rpc-v2-cbor", BodyIsWhole = true });

        operation.Name.ShouldBe("PutMetricData");
        operation.Protocol.ShouldBe(AwsProtocol.RpcV2Cbor);
    }

    [Fact]
    public void A_form_that_does_not_say_that_it_is_one_is_a_reading_where_no_client_leaves_the_type_out() =>
        Detect.Form("sqs", "Action=DeleteQueue&QueueUrl=x", target: "AmazonSQS.ReceiveMessage", contentType: "").Readings.ShouldBe(["ReceiveMessage", "DeleteQueue"]);

    [Fact]
    public void A_payload_without_a_type_is_no_form_where_it_may_be_anything() =>
        Detect.Form("lambda", "Action=DeleteFunction", path: "/2015-03-31/functions/f/invocations", contentType: "").Readings.ShouldBe(["Invoke"]);

    [Fact]
    public void A_request_for_another_method_by_a_header_is_incomplete() =>
        OperationDetector.Detect(
            Detect.Service("apigateway"), new OperationRequest { Method = "POST", Path = "/restapis/a/resources/b", OverridesMethod = true, BodyIsWhole = true }).IsComplete.ShouldBeFalse();

    [Fact]
    public void Two_actions_are_two_readings_and_no_name()
    {
        var operation = Detect.Form("sts", "Action=GetCallerIdentity&Action=AssumeRole");

        operation.Name.ShouldBeNull();
        operation.Readings.ShouldBe(["GetCallerIdentity", "AssumeRole"]);
    }

    [Theory]
    [InlineData("gzip", true)]
    [InlineData(null, false)]
    public void Form_that_is_not_read_to_its_end_is_incomplete(string? encoding, bool whole) =>
        Detect.Form("sts", "Action=GetCallerIdentity", encoding: encoding, whole: whole).IsComplete.ShouldBeFalse();

    [Fact]
    public void Request_that_names_nothing_is_incomplete() => Detect.Form("sts", "").IsComplete.ShouldBeFalse();

    [Fact]
    public void Name_with_odd_characters_is_none()
    {
        var operation = Detect.Form("sts", "Action=Get%0ACallerIdentity");

        operation.Name.ShouldBeNull();
        operation.IsComplete.ShouldBeFalse();
    }

    [Theory]
    [InlineData("GET", "/bucket/a/b/c", "", "GetObject")]
    [InlineData("PUT", "/bucket/key", "", "PutObject")]
    [InlineData("PUT", "/bucket/key", "partNumber=1&uploadId=x", "UploadPart")]
    [InlineData("POST", "/bucket/key", "uploads", "CreateMultipartUpload")]
    [InlineData("POST", "/bucket/key", "uploadId=x", "CompleteMultipartUpload")]
    [InlineData("GET", "/bucket", "", "ListObjects")]
    [InlineData("GET", "/bucket/", "list-type=2&prefix=a", "ListObjectsV2")]
    [InlineData("GET", "/bucket/", "acl", "GetBucketAcl")]
    [InlineData("GET", "/bucket/key", "acl", "GetObjectAcl")]
    [InlineData("GET", "/bucket/key", "x-id=GetObject", "GetObject")]
    [InlineData("GET", "/bucket", "analytics", "ListBucketAnalyticsConfigurations")]
    [InlineData("GET", "/bucket", "analytics&id=1", "GetBucketAnalyticsConfiguration")]
    [InlineData("GET", "/", "", "ListBuckets")]
    [InlineData("GET", "/bucket//odd//key", "", "GetObject")]
    [InlineData("GET", "/bucket/../key", "", "GetObject")]
    [InlineData("GET", "/bucket", "lifecycle", "GetBucketLifecycleConfiguration")]
    [InlineData("GET", "/bucket", "session", "CreateSession")]
    public void S3s_operations_are_told_by_path_and_query(string method, string path, string query, string name) =>
        Detect.Bucket(method, null, path, query).Name.ShouldBe(name);

    [Theory]
    [InlineData("GET", "/", "", "ListObjects")]
    [InlineData("GET", "/key", "", "GetObject")]
    [InlineData("DELETE", "/", "", "DeleteBucket")]
    [InlineData("GET", "/", "session", "CreateSession")]
    public void S3s_bucket_may_be_in_the_host(string method, string path, string query, string name) =>
        Detect.Bucket(method, "bucket", path, query).Name.ShouldBe(name);

    [Fact]
    public void Copy_is_told_by_its_header() => Detect.Bucket("PUT", "bucket", "/key", copies: true).Name.ShouldBe("CopyObject");

    [Theory]
    [InlineData("/2015-03-31/functions/a%2Fb", "two ways to read an encoded slash")]
    [InlineData("//2015-03-31//functions/a", "empty segments")]
    [InlineData("/2015-03-31/x/../functions/a", "dot segments")]
    [InlineData("/2015-03-31/%66unctions/a", "an encoded literal")]
    [InlineData("/2015-03-31/Functions/a", "another case")]
    public void Path_in_another_spelling_is_read_in_every_way(string path, string why) =>
        Detect.Rest("lambda", "GET", path).Readings.ShouldContain("GetFunction", why);

    [Fact]
    public void Most_specific_template_hides_the_others_that_fit_the_same_path() =>
        Detect.Rest("apigateway", "POST", "/apikeys", "mode=import&format=csv").Readings.ShouldBe(["ImportApiKeys"]);

    [Theory]
    [InlineData("mode=x&mode=import", "the first counts, or the last")]
    [InlineData("mode=import&Mode=x", "case counts, or not")]
    [InlineData("mode=import;x=1", "a semicolon divides, or not")]
    [InlineData("%256Dode=import", "decoded once, or to the end")]
    [InlineData("mode=impor%74", "decoded, or not")]
    public void Query_that_parsers_read_differently_hides_nothing(string query, string why) =>
        Detect.Rest("apigateway", "POST", "/apikeys", query).Readings.ShouldBe(["CreateApiKey", "ImportApiKeys"], ignoreOrder: true, why);

    [Fact]
    public void Key_that_no_template_asks_for_may_repeat() =>
        Detect.Rest("apigateway", "DELETE", "/tags/x", "tagKeys=a&tagKeys=b").Readings.ShouldBe(["UntagResource"]);

    [Theory]
    [InlineData("/2015-03-31/functions/a%252fb")]
    [InlineData("/2015-03-31/functions/a%5cb")]
    [InlineData("/2015-03-31/functions/a\\b")]
    [InlineData("/2015-03-31/./functions/a")]
    [InlineData("/2015-03-31/x/../functions/a")]
    [InlineData("/2015-03-31/functions/%2e")]
    [InlineData("/2015-03-31/functions/..;x")]
    [InlineData("/2015-03-31/functions/%252525252541")]
    public void Path_that_can_be_taken_apart_in_two_ways_is_incomplete(string path) => Detect.Rest("lambda", "GET", path).IsComplete.ShouldBeFalse();

    [Theory]
    [InlineData("/2015-03-31/functions/a%3Ab")]
    [InlineData("/2015-03-31/functions/a%20b")]
    [InlineData("/2015-03-31/functions/a%2Fb")]
    [InlineData("/2015-03-31/functions/100%25")]
    [InlineData("/2015-03-31/functions/..a")]
    public void Path_with_other_characters_encoded_is_complete(string path) => Detect.Rest("lambda", "GET", path).IsComplete.ShouldBeTrue();

    [Theory]
    [InlineData("/bucket/a%2Fb")]
    [InlineData("/bucket/../key")]
    public void S3s_keys_are_taken_as_they_stand(string path) => Detect.Bucket("GET", null, path).IsComplete.ShouldBeTrue();
}
