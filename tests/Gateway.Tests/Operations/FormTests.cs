using System.Text;
using Gateway.Forwarding.Operations;
using Shouldly;
using Xunit;

namespace Gateway.Tests.Operations;

/// <summary>Bodies that may name an operation, whichever protocol the service is known to speak.</summary>
public sealed class FormTests
{
    [Theory]
    [InlineData("application/x-www-form-urlencoded")]
    [InlineData("Application/X-WWW-Form-URLencoded; charset=UTF-8")]
    [InlineData("application/json, application/x-www-form-urlencoded")]
    public void Form_to_a_JSON_service_is_a_further_reading(string contentType) =>
        Detect.Form("ssm", "Action=GetAccessToken&Version=1", target: "AmazonSSM.GetParameter", contentType: contentType)
            .Readings.ShouldBe(["GetParameter", "GetAccessToken"]);

    [Fact]
    public void Form_to_a_REST_service_is_a_further_reading() =>
        Detect.Form("codeartifact", "Action=GetAuthorizationToken", path: "/v1/domains").Readings.ShouldBe(["ListDomains", "GetAuthorizationToken"]);

    [Fact]
    public void Form_that_names_nothing_else_leaves_the_operation_complete()
    {
        var operation = Detect.Form("ssm", "a=b", target: "AmazonSSM.GetParameter");

        operation.Name.ShouldBe("GetParameter");
        operation.IsComplete.ShouldBeTrue();
    }

    [Theory]
    [InlineData("gzip", true)]
    [InlineData(null, false)]
    public void Form_to_a_JSON_service_that_is_not_read_to_its_end_is_incomplete(string? encoding, bool whole) =>
        Detect.Form("ssm", "a=b", encoding: encoding, whole: whole, target: "AmazonSSM.GetParameter").IsComplete.ShouldBeFalse();

    [Theory]
    [InlineData("application/x-www-form-urlencoded")]
    [InlineData("application/x-www-form-urlencoded; charset=utf-8")]
    [InlineData("application/x-www-form-urlencoded; charset=\"UTF-8\"")]
    [InlineData("application/x-www-form-urlencoded;charset=ISO-8859-1")]
    [InlineData("application/x-www-form-urlencoded; charset=us-ascii")]
    [InlineData("")]
    public void Form_in_a_charset_that_holds_ASCII_is_complete(string contentType) =>
        Detect.Form("sts", "Action=GetCallerIdentity", contentType: contentType).IsComplete.ShouldBeTrue();

    [Theory]
    [InlineData("application/x-www-form-urlencoded; charset=utf-16")]
    [InlineData("application/x-www-form-urlencoded; charset=utf-7")]
    [InlineData("application/x-www-form-urlencoded; charset=IBM037")]
    [InlineData("application/x-www-form-urlencoded; charset=\"utf-16\"")]
    [InlineData("application/x-www-form-urlencoded; charset=utf-8; CHARSET=utf-16")]
    [InlineData("application/x-www-form-urlencoded; charset=utf-8, text/plain; charset=utf-16")]
    [InlineData("multipart/form-data; boundary=x")]
    [InlineData("Multipart/Mixed; boundary=x")]
    [InlineData("application/json")]
    [InlineData("text/plain")]
    [InlineData("no content type at all")]
    public void Body_that_the_gateway_cannot_read_as_the_service_may_is_incomplete(string contentType) =>
        Detect.Form("sts", "Action=GetCallerIdentity", contentType: contentType).IsComplete.ShouldBeFalse();

    [Theory]
    [InlineData("ssm", "AmazonSSM.GetParameter", "/")]
    [InlineData("codeartifact", null, "/v1/domains")]
    public void Parts_are_read_for_no_service(string service, string? target, string path) =>
        Detect.Form(service, "--x--", target: target, path: path, contentType: "multipart/form-data; boundary=x").IsComplete.ShouldBeFalse();

    [Fact]
    public void Other_content_without_a_body_is_complete() =>
        Detect.Form("sts", "", query: "Action=GetCallerIdentity", method: "GET", contentType: "application/json").IsComplete.ShouldBeTrue();

    [Fact]
    public void Form_of_as_many_pairs_as_are_read_is_complete() =>
        Detect.Form("sts", "Action=GetCallerIdentity" + Pairs(ActionParameter.MostPairs - 1)).IsComplete.ShouldBeTrue();

    [Fact]
    public void Form_of_more_pairs_is_incomplete() =>
        Detect.Form("sts", "Action=GetCallerIdentity" + Pairs(ActionParameter.MostPairs)).IsComplete.ShouldBeFalse();

    [Fact]
    public void Form_of_two_million_pairs_is_incomplete_and_costs_next_to_no_memory()
    {
        var request = new OperationRequest
        {
            Method = "POST",
            Path = "/",
            ContentType = "application/x-www-form-urlencoded",
            Body = Encoding.ASCII.GetBytes("Action=GetCallerIdentity" + Pairs(2 * 1024 * 1024)),
            BodyIsWhole = true,
        };
        var service = Detect.Service("sts");

        var before = GC.GetAllocatedBytesForCurrentThread();
        var operation = OperationDetector.Detect(service, request);
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        operation.IsComplete.ShouldBeFalse();
        allocated.ShouldBeLessThan(1024 * 1024);
    }

    [Theory]
    [InlineData("%2541ction", "an encoding within an encoding")]
    [InlineData("%25%34%31ction", "an encoding whose digits are encoded")]
    [InlineData("%25252541ction", "four encodings")]
    [InlineData("%FF%FEA%00c%00t%00i%00o%00n%00", "what is left of UTF-16")]
    [InlineData("  Action  ", "spaces")]
    [InlineData("OPERATION", "the older name")]
    public void Key_in_any_spelling_is_the_parameter(string key, string why) => Detect.Form("sts", key + "=AssumeRole").Readings.ShouldBe(["AssumeRole"], why);

    [Theory]
    [InlineData("Actions")]
    [InlineData("ActionNames.member.1")]
    [InlineData("%41ctio")]
    [InlineData("%zzAction%")]
    [InlineData("Filter.1.Name")]
    public void Key_of_another_spelling_is_not(string key) => Detect.Form("sts", key + "=AssumeRole").Readings.ShouldBeEmpty();

    [Theory]
    [InlineData(5 * 1024, 1)]
    [InlineData(1, 20 * 1024)]
    public void Key_or_value_longer_than_any_action_is_incomplete(int key, int value) =>
        Detect.Form("sts", $"Action=GetCallerIdentity&{new string('.', key)}Action={new string('a', value)}").IsComplete.ShouldBeFalse();

    private static string Pairs(int count) => string.Concat(Enumerable.Repeat("&a", count));
}
