using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Gateway.Forwarding.Operations;
using Gateway.Tests.Operations;
using Shouldly;
using Xunit;
using static Gateway.Tests.Vending.Guarded;

namespace Gateway.Tests.Vending;

public sealed class VendingGuardTests
{
    [Fact]
    public void AssumeRole_is_refused_with_words() => Check("sts", Detect.Form("sts", "Action=AssumeRole&Version=2011-06-15"))
        .ShouldBe("sts:AssumeRole hands out AWS keys beyond this call: the gateway refuses it unless the grant lists it under permit.vending.");

    [Fact]
    public void GetCallerIdentity_may_pass() => Check("sts", Detect.Form("sts", "Action=GetCallerIdentity&Version=2011-06-15")).ShouldBeNull();

    [Theory]
    [InlineData("Action=AssumeRole", "")]
    [InlineData("", "Action=AssumeRole")]
    [InlineData("", "?Action=AssumeRole")]
    [InlineData("%41ction=AssumeRole", "")]
    [InlineData("%2541ction=AssumeRole", "")]
    [InlineData("Action=Assume%52ole", "")]
    [InlineData("action=AssumeRole", "")]
    [InlineData("ACTION=assumerole", "")]
    [InlineData("+Action=AssumeRole", "")]
    [InlineData("Action=GetCallerIdentity&Action=AssumeRole", "")]
    [InlineData("Action=AssumeRole&Action=GetCallerIdentity", "")]
    [InlineData("Action=GetCallerIdentity;Action=AssumeRole", "")]
    [InlineData("Action=GetCallerIdentity", "Action=AssumeRole")]
    [InlineData("Action=AssumeRole", "Action=GetCallerIdentity")]
    [InlineData("Action=AssumeRole%20", "")]
    [InlineData("Action=%20AssumeRole", "")]
    [InlineData("A%00ction=AssumeRole", "")]
    [InlineData("\uFEFFAction=AssumeRole&Action=GetCallerIdentity", "")]
    [InlineData("Version=2011-06-15", "")]
    [InlineData("", "")]
    public void Action_in_another_spelling_does_not_slip_by(string body, string query) => Check("sts", Detect.Form("sts", body, query)).ShouldNotBeNull();

    [Fact]
    public void Form_in_another_charset_does_not_slip_by() => Check("sts", OperationDetector.Detect(Detect.Service("sts"), new OperationRequest
    {
        Method = "POST",
        Path = "/",
        ContentType = "application/x-www-form-urlencoded; charset=utf-16",
        Body = System.Text.Encoding.Unicode.GetBytes("Action=AssumeRole"),
        BodyIsWhole = true,
    })).ShouldNotBeNull();

    [Fact]
    public void Compressed_form_does_not_slip_by() => Check("sts", Detect.Form("sts", "Action=GetCallerIdentity", encoding: "gzip")).ShouldNotBeNull();

    [Fact]
    public void Form_cut_off_does_not_slip_by() => Check("sts", Detect.Form("sts", "Action=GetCallerIdentity&x=", whole: false)).ShouldNotBeNull();

    [Theory]
    [InlineData("AWSSecurityTokenServiceV20110615.AssumeRole", "/")]
    [InlineData(null, "/service/AWSSecurityTokenServiceV20110615/operation/AssumeRole")]
    [InlineData(null, "/service/AWSSecurityTokenServiceV20110615/%6Fperation/AssumeRole/")]
    public void Another_protocol_of_the_service_does_not_slip_by(string? target, string path) =>
        Check("sts", Detect.Form("sts", "Action=GetCallerIdentity", target: target, path: path)).ShouldNotBeNull().ShouldContain(":AssumeRole hands out ");

    [Theory]
    [InlineData("ssm", "AmazonSSM.StartSession")]
    [InlineData("ssm", "AmazonSSM.startsession")]
    [InlineData("ssm", "Whatever.StartSession")]
    [InlineData("ssm", "StartSession")]
    [InlineData("ssm", "AmazonSSM.GetParameter,AmazonSSM.StartSession")]
    [InlineData("ssm", " AmazonSSM.StartSession ")]
    [InlineData("api.ecr", "AmazonEC2ContainerRegistry_V20150921.GetAuthorizationToken")]
    [InlineData("ssm", null)]
    [InlineData("ssm", "")]
    public void Target_in_any_spelling_does_not_slip_by(string service, string? target) => Check(service, Detect.Json(service, target)).ShouldNotBeNull();

    [Fact]
    public void Action_of_a_JSON_service_does_not_slip_by() =>
        Check("ssm", Detect.Form("ssm", "", query: "Action=StartSession", target: "AmazonSSM.GetParameter")).ShouldNotBeNull();

    [Fact]
    public void Form_to_a_JSON_service_does_not_slip_by() =>
        Check("ssm", Detect.Form("ssm", "Action=GetAccessToken&Version=2014-11-06", target: "AmazonSSM.GetParameter"))
            .ShouldNotBeNull().ShouldContain(":GetAccessToken hands out ");

    [Fact]
    public void Target_that_vends_nothing_may_pass() => Check("ssm", Detect.Json("ssm", "AmazonSSM.GetParameter")).ShouldBeNull();

    [Theory]
    [InlineData("POST", "/v1/authorization-token")]
    [InlineData("POST", "/v1/authorization-token/")]
    [InlineData("POST", "//v1//authorization-token")]
    [InlineData("POST", "/v1/./authorization-token")]
    [InlineData("POST", "/v1/x/../authorization-token")]
    [InlineData("POST", "/v1/authorization%2Dtoken")]
    [InlineData("POST", "/v1/%61uthorization-token")]
    [InlineData("POST", "/v1/%2561uthorization-token")]
    [InlineData("POST", "/v1%2Fauthorization-token")]
    [InlineData("POST", "/V1/Authorization-Token")]
    [InlineData("POST", "/v1/authorization-token;a=b")]
    [InlineData("post", "/v1/authorization-token")]
    [InlineData("POST", "/v1\\authorization-token")]
    public void Rest_path_in_another_spelling_does_not_slip_by(string method, string path) =>
        Check("codeartifact", Detect.Rest("codeartifact", method, path, "domain=d")).ShouldNotBeNull().ShouldContain(":GetAuthorizationToken hands out ");

    [Theory]
    [InlineData("GET", "/tags/..%2Fapikeys", "includeValues=true", "GetApiKeys")]
    [InlineData("GET", "/tags/%2e%2e%2Fapikeys", "", "GetApiKeys")]
    [InlineData("GET", "/tags/..%252Fapikeys", "", "GetApiKeys")]
    [InlineData("GET", "/tags/..%5Capikeys", "", "GetApiKeys")]
    [InlineData("GET", "/tags/..%2Fapikeys%2Fk1", "includeValue=true", "GetApiKey")]
    [InlineData("GET", "/restapis/../apikeys", "", "GetApiKeys")]
    public void Path_that_fits_a_harmless_operation_as_it_stands_does_not_slip_by(string method, string path, string query, string operation) =>
        Check("apigateway", Detect.Rest("apigateway", method, path, query)).ShouldNotBeNull().ShouldContain($":{operation} hands out ");

    [Theory]
    [InlineData("/restapis/abc/resources/d%252Fe/methods/GET")]
    [InlineData("/restapis/a%5Cb")]
    [InlineData("/restapis/%2E%2E")]
    [InlineData("/restapis/./abc")]
    public void Path_that_can_be_taken_apart_in_two_ways_is_refused_where_the_service_vends(string path) =>
        Check("apigateway", Detect.Rest("apigateway", "GET", path)).ShouldNotBeNull().ShouldStartWith("The gateway cannot tell which operation of apigateway this is");

    [Theory]
    [InlineData("codeartifact", "POST", "/v1/domains")]
    [InlineData("apigateway", "GET", "/tags/arn%3Aaws%3Aapigateway%3Aeu-west-1")]
    [InlineData("apigateway", "GET", "/restapis")]
    [InlineData("eks", "GET", "/tags/arn%3Aaws%3Aeks%3Aeu-west-1%3A111122223333%3Acluster%2Fc1")]
    [InlineData("iot", "GET", "/things/t1")]
    [InlineData("eks", "GET", "/clusters/c1")]
    public void Operation_that_vends_nothing_may_pass(string service, string method, string path) =>
        Check(service, Detect.Rest(service, method, path)).ShouldBeNull();

    [Theory]
    [InlineData("GET", "b--use1-az4--x-s3", "/", "session")]
    [InlineData("GET", "b--use1-az4--x-s3", "/", "?session")]
    [InlineData("GET", "b--use1-az4--x-s3", "/", "session=")]
    [InlineData("GET", "b--use1-az4--x-s3", "/", "%73ession")]
    [InlineData("GET", "b--use1-az4--x-s3", "/", "Session")]
    [InlineData("GET", "b--use1-az4--x-s3", "/", "acl&session")]
    [InlineData("GET", "b--use1-az4--x-s3", "/", "analytics&id=1&session")]
    [InlineData("GET", null, "/bucket", "session")]
    [InlineData("GET", null, "//bucket", "session")]
    [InlineData("GET", null, "/bucket/key", "session")]
    [InlineData("POST", null, "/bucket", "session")]
    public void CreateSession_of_S3_does_not_slip_by(string method, string? bucket, string path, string query) =>
        Check("s3", Detect.Bucket(method, bucket, path, query)).ShouldNotBeNull().ShouldContain(":CreateSession hands out ");

    [Theory]
    [InlineData("GET", "/bucket/session", "")]
    [InlineData("GET", "/session", "prefix=session")]
    [InlineData("PUT", "/bucket/key", "x=1")]
    [InlineData("POST", "/bucket", "")]
    public void Other_calls_of_S3_may_pass(string method, string path, string query) => Check("s3", Detect.Bucket(method, null, path, query)).ShouldBeNull();

    [Theory]
    [InlineData("sts:AssumeRole")]
    [InlineData("STS:assumerole")]
    public void Operation_that_the_grant_lists_may_pass(string listed) =>
        Check("sts", Detect.Form("sts", "Action=AssumeRole&Version=2011-06-15"), listed).ShouldBeNull();

    [Theory]
    [InlineData("ecr:GetAuthorizationToken", "api.ecr")]
    [InlineData("api.ecr:GetAuthorizationToken", "api.ecr")]
    public void Grant_may_name_the_service_by_an_alias(string listed, string service) =>
        Check(service, Detect.Json(service, "AmazonEC2ContainerRegistry_V20150921.GetAuthorizationToken"), listed).ShouldBeNull();

    [Theory]
    [InlineData("sts:GetSessionToken")]
    [InlineData("iam:AssumeRole")]
    [InlineData("AssumeRole")]
    [InlineData("sts:*")]
    public void Grant_that_lists_another_operation_is_not_enough(string listed) =>
        Check("sts", Detect.Form("sts", "Action=AssumeRole&Version=2011-06-15"), listed).ShouldNotBeNull();

    [Fact]
    public void One_listed_operation_does_not_carry_another_by() =>
        Check("sts", Detect.Form("sts", "Action=AssumeRole&Action=GetSessionToken"), "sts:AssumeRole").ShouldNotBeNull().ShouldContain(":GetSessionToken hands out ");

    [Property(MaxTest = 2000)]
    public Property Percent_encoding_any_characters_of_the_action_does_not_slip_by() =>
        Prop.ForAll(Gen.Choose(0, int.MaxValue).ToArbitrary(), seed => Check("sts", Detect.Form("sts", Encode("Action", seed) + "=" + Encode("AssumeRole", seed / 7))) is not null);

    [Property(MaxTest = 2000)]
    public Property Percent_encoding_any_characters_of_the_path_does_not_slip_by() =>
        Prop.ForAll(Gen.Choose(0, int.MaxValue).ToArbitrary(), seed => Check("codeartifact", Detect.Rest("codeartifact", "POST", Encode("/v1/authorization-token", seed))) is not null);

    /// <summary>Encodes those characters whose bit is set.</summary>
    private static string Encode(string text, int bits) =>
        string.Concat(text.Select((character, i) => (bits >> (i % 31) & 1) == 1 ? $"%{(int)character:X2}" : character.ToString()));
}
