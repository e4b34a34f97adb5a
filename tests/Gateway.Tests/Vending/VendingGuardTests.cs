using System.Collections.Frozen;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Gateway.Forwarding.Operations;
using Gateway.Forwarding.Vending;
using Gateway.Policies;
using Gateway.Tests.Operations;
using Shouldly;
using Xunit;

namespace Gateway.Tests.Vending;

public sealed class VendingGuardTests
{
    [Fact]
    public void AssumeRole_is_refused_with_words()
    {
        var refusal = Check("sts", Detect.Form("sts", "Action=AssumeRole&Version=2011-06-15")).ShouldNotBeNull();

        refusal.Operation.ShouldBe("AssumeRole");
        refusal.Message.ShouldBe("sts:AssumeRole hands out AWS keys beyond this call: the gateway refuses it unless the grant lists it under permit.vending.");
    }

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
        Check("sts", Detect.Form("sts", "Action=GetCallerIdentity", target: target, path: path)).ShouldNotBeNull().Operation.ShouldBe("AssumeRole");

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
            .ShouldNotBeNull().Operation.ShouldBe("GetAccessToken");

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
        Check("codeartifact", Detect.Rest("codeartifact", method, path, "domain=d")).ShouldNotBeNull().Operation.ShouldBe("GetAuthorizationToken");

    [Theory]
    [InlineData("codeartifact", "GET", "/v1/no-such-thing")]
    [InlineData("rolesanywhere", "POST", "/sessions")]
    [InlineData("apigateway", "POST", "/no/such/thing")]
    public void Unknown_operation_of_a_service_that_vends_is_refused(string service, string method, string path)
    {
        var refusal = Check(service, Detect.Rest(service, method, path)).ShouldNotBeNull();

        refusal.Operation.ShouldBeNull();
        refusal.Message.ShouldStartWith($"The gateway cannot tell which operation of {service} this is, so not what it hands out either: it refuses what it does not know.");
    }

    [Theory]
    [InlineData("GET", "/tags/..%2Fapikeys", "includeValues=true", "GetApiKeys")]
    [InlineData("GET", "/tags/%2e%2e%2Fapikeys", "", "GetApiKeys")]
    [InlineData("GET", "/tags/..%252Fapikeys", "", "GetApiKeys")]
    [InlineData("GET", "/tags/..%5Capikeys", "", "GetApiKeys")]
    [InlineData("GET", "/tags/..%2Fapikeys%2Fk1", "includeValue=true", "GetApiKey")]
    [InlineData("GET", "/restapis/../apikeys", "", "GetApiKeys")]
    public void Path_that_fits_a_harmless_operation_as_it_stands_does_not_slip_by(string method, string path, string query, string operation) =>
        Check("apigateway", Detect.Rest("apigateway", method, path, query)).ShouldNotBeNull().Operation.ShouldBe(operation);

    [Theory]
    [InlineData("/restapis/abc/resources/d%252Fe/methods/GET")]
    [InlineData("/restapis/a%5Cb")]
    [InlineData("/restapis/%2E%2E")]
    [InlineData("/restapis/./abc")]
    public void Path_that_can_be_taken_apart_in_two_ways_is_refused_where_the_service_vends(string path) =>
        Check("apigateway", Detect.Rest("apigateway", "GET", path)).ShouldNotBeNull().Operation.ShouldBeNull();

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
    [InlineData("bedrock-runtime", "POST", "/openai/v1/chat/completions")]
    [InlineData("es", "GET", "/index/_search")]
    [InlineData("aoss", "GET", "/index/_search")]
    public void Service_that_vends_nothing_and_goes_by_paths_may_do_what_the_table_does_not_know(string service, string method, string path) =>
        Check(service, Detect.Rest(service, method, path)).ShouldBeNull();

    [Theory]
    [InlineData("ssm", "AmazonSSM.GetWhatIsNew")]
    [InlineData("dynamodb", "DynamoDB_20120810.GetWhatIsNew")]
    [InlineData("aoss", "OpenSearchServerless.GetWhatIsNew")]
    public void Operation_that_the_data_does_not_have_is_refused_where_the_request_says_its_name(string service, string target) => Check(service, Detect.Json(service, target))
        .ShouldNotBeNull().Message.ShouldBe($"The gateway's data has no operation {service}:GetWhatIsNew, so what it hands out is not known: it is refused unless the grant lists it under permit.vending, or a newer gateway knows it.");

    [Fact]
    public void Operation_that_the_data_does_not_have_may_pass_where_the_grant_lists_it() =>
        Check("dynamodb", Detect.Json("dynamodb", "DynamoDB_20120810.GetWhatIsNew"), "dynamodb:GetWhatIsNew").ShouldBeNull();

    [Theory]
    [InlineData("dynamodb", "DynamoDB_20120810.GetItem")]
    [InlineData("dynamodb", "DynamoDB_20120810.getitem")]
    [InlineData("aoss", "OpenSearchServerless.ListCollections")]
    [InlineData("athena", "AmazonAthena.GetQueryResultsStream")] // Of AWS's JDBC driver alone.
    public void Operation_of_a_service_that_vends_nothing_may_pass(string service, string target) => Check(service, Detect.Json(service, target)).ShouldBeNull();

    [Theory]
    [InlineData("dynamodb", "GET", "/no/such/thing")]
    [InlineData("glue", "GET", "/no/such/thing")]
    [InlineData("ec2", "POST", "/")]
    public void Request_without_a_name_is_refused_where_requests_say_one(string service, string method, string path) =>
        Check(service, Detect.Rest(service, method, path)).ShouldNotBeNull().Operation.ShouldBeNull();

    [Theory]
    [InlineData("glue", "AWSGlue.GetTables", "/iceberg/v2/catalogs/1/things")]
    [InlineData("glue", "AWSGlue.GetTables", "/extensions/v1/catalogs/1/namespaces/n/tables/t")]
    [InlineData("glue", "AWSGlue.GetTables", "/iceberg/service/AWSGlue/operation/GetTables")]
    [InlineData("dynamodb", "DynamoDB_20120810.GetItem", "/x")]
    public void Name_of_an_operation_does_not_carry_a_path_by(string service, string target, string path) =>
        Check(service, Detect.Form(service, "", target: target, path: path, contentType: "application/x-amz-json-1.1")).ShouldNotBeNull().Operation.ShouldBeNull();

    [Fact]
    public void Form_of_an_older_client_does_not_carry_a_path_by() =>
        Check("glue", Detect.Form("glue", "", query: "Action=GetTables", path: "/iceberg/v2/things", method: "GET")).ShouldNotBeNull();

    [Theory]
    [InlineData("sqs", "/111122223333/orders", "Action=ReceiveMessage&Version=2012-11-05", null)]
    [InlineData("sqs", "/", "Action=ReceiveMessage&Version=2012-11-05", null)]
    [InlineData("monitoring", "/service/GraniteServiceVersion20100801/operation/GetMetricData", "", null)]
    [InlineData("monitoring", "//", "Action=GetMetricData", null)]
    [InlineData("email", "/", "Action=SendEmail", null)]
    public void Usual_path_of_a_protocol_may_pass(string service, string path, string form, string? target) =>
        Check(service, Detect.Form(service, form, target: target, path: path)).ShouldBeNull();

    [Theory]
    [InlineData("monitoring")]
    [InlineData("sqs")]
    public void Compressed_form_may_pass_where_the_service_vends_nothing(string service) => Check(service, Detect.Form(service, "x", encoding: "gzip")).ShouldBeNull();

    [Theory]
    [InlineData("logs", "POST", "/v1/logs")]
    [InlineData("logs", "POST", "/services/collector/event")]
    [InlineData("logs", "POST", "/ingest/json")]
    [InlineData("monitoring", "POST", "/v1/metrics")]
    [InlineData("monitoring", "GET", "/api/v1/query_range?query=up")]
    [InlineData("monitoring", "POST", "/api/v1/query")]
    [InlineData("monitoring", "GET", "/api/v1/label/job/values")]
    [InlineData("lambda", "GET", "/2026-04-04/network-connectors")]
    [InlineData("gameliftstreams", "GET", "/streamurls")]
    public void Path_that_AWS_documents_and_few_models_have_may_pass(string service, string method, string target)
    {
        var (path, query) = target.Split('?') is [var before, var after] ? (before, after) : (target, "");

        Check(service, Detect.Rest(service, method, path, query)).ShouldBeNull();
    }

    [Theory]
    [InlineData("glue", "GET", "/iceberg/v1/catalogs/111122223333/namespaces/db/tables/t", "IcebergLoadTable")]
    [InlineData("glue", "GET", "/iceberg/v1/catalogs/111122223333:s3tablescatalog%2Fb/namespaces/db/tables/t", "IcebergLoadTable")]
    [InlineData("glue", "GET", "/iceberg/v1/catalogs/111122223333:s3tablescatalog/b/namespaces/db/tables/t", "IcebergLoadTable")]
    [InlineData("glue", "GET", "/iceberg/v1/catalogs/1/namespaces/db/%74ables/t/", "IcebergLoadTable")]
    [InlineData("glue", "GET", "/iceberg/v1/catalogs/1/namespaces/db/tables/t/credentials", "IcebergLoadCredentials")]
    [InlineData("glue", "POST", "/iceberg/v1/catalogs/1/namespaces/db/tables", "IcebergCreateTable")]
    [InlineData("glue", "POST", "/iceberg/v1/catalogs/1/namespaces/db/tables/t/plan", "IcebergPlanTableScan")]
    [InlineData("s3tables", "GET", "/iceberg/v1/arn%3Aaws%3As3tables%3Aeu-west-1%3A111122223333%3Abucket%2Fb/namespaces/n/tables/t", "IcebergLoadTable")]
    [InlineData("s3tables", "GET", "/iceberg/v1/arn%3Aaws%3As3tables%3Aeu-west-1%3A111122223333%3Abucket%2Fb/namespaces/n/tables/t/credentials", "IcebergLoadCredentials")]
    [InlineData("s3tables", "POST", "/iceberg/v1/arn%3Aaws%3As3tables%3Aeu-west-1%3A111122223333%3Abucket%2Fb/namespaces/n/register", "IcebergRegisterTable")]
    public void Iceberg_catalog_hands_out_no_keys(string service, string method, string path, string operation) =>
        Check(service, Detect.Rest(service, method, path)).ShouldNotBeNull().Operation.ShouldBe(operation);

    [Fact]
    public void Target_does_not_carry_an_Iceberg_table_by() => Check(
        "glue",
        Detect.Form("glue", "", target: "AWSGlue.GetTables", path: "/iceberg/v1/catalogs/1/namespaces/db/tables/t", contentType: "application/json", method: "GET"))
        .ShouldNotBeNull().Operation.ShouldBe("IcebergLoadTable");

    [Theory]
    [InlineData("glue", "GET", "/iceberg/v1/config")]
    [InlineData("glue", "GET", "/iceberg/v1/catalogs/111122223333/namespaces")]
    [InlineData("glue", "GET", "/iceberg/v1/catalogs/111122223333/namespaces/db/tables")]
    [InlineData("glue", "HEAD", "/iceberg/v1/catalogs/111122223333/namespaces/db/tables/t")]
    [InlineData("s3tables", "GET", "/iceberg/v1/config")]
    [InlineData("s3tables", "GET", "/iceberg/v1/arn%3Aaws%3As3tables%3Aeu-west-1%3A111122223333%3Abucket%2Fb/namespaces")]
    [InlineData("s3tables", "GET", "/buckets")]
    public void Iceberg_catalog_without_keys_may_pass(string service, string method, string path) => Check(service, Detect.Rest(service, method, path)).ShouldBeNull();

    [Fact]
    public void Iceberg_table_may_be_loaded_where_the_grant_lists_it() =>
        Check("glue", Detect.Rest("glue", "GET", "/iceberg/v1/catalogs/1/namespaces/db/tables/t"), "glue:IcebergLoadTable").ShouldBeNull();

    [Theory]
    [InlineData("s3tables", "GET", "/iceberg/v9/anything")]
    [InlineData("codeguru-reviewer", "POST", "/token")]
    [InlineData("lambda", "GET", "/2099-01-01/new-things")]
    public void Path_that_no_model_has_is_refused_of_a_service_that_vends(string service, string method, string path) =>
        Check(service, Detect.Rest(service, method, path)).ShouldNotBeNull().Operation.ShouldBeNull();

    [Fact]
    public void Operation_that_no_model_has_is_refused_by_its_entry() =>
        Check("codeconnections", Detect.Json("codeconnections", "com.amazonaws.codeconnections.CodeConnections_20231201.GetConnectionToken"))
            .ShouldNotBeNull().Operation.ShouldBe("GetConnectionToken");

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
        Check("s3", Detect.Bucket(method, bucket, path, query)).ShouldNotBeNull().Operation.ShouldBe("CreateSession");

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
        Check("sts", Detect.Form("sts", "Action=AssumeRole&Action=GetSessionToken"), "sts:AssumeRole").ShouldNotBeNull().Operation.ShouldBe("GetSessionToken");

    [Property(MaxTest = 2000)]
    public Property Percent_encoding_any_characters_of_the_action_does_not_slip_by() =>
        Prop.ForAll(Gen.Choose(0, int.MaxValue).ToArbitrary(), seed => Check("sts", Detect.Form("sts", Encode("Action", seed) + "=" + Encode("AssumeRole", seed / 7))) is not null);

    [Property(MaxTest = 2000)]
    public Property Percent_encoding_any_characters_of_the_path_does_not_slip_by() =>
        Prop.ForAll(Gen.Choose(0, int.MaxValue).ToArbitrary(), seed => Check("codeartifact", Detect.Rest("codeartifact", "POST", Encode("/v1/authorization-token", seed))) is not null);

    /// <summary>Encodes those characters whose bit is set.</summary>
    private static string Encode(string text, int bits) =>
        string.Concat(text.Select((character, i) => (bits >> (i % 31) & 1) == 1 ? $"%{(int)character:X2}" : character.ToString()));

    private static VendingRefusal? Check(string service, AwsOperation operation, params string[] vending) => VendingGuard.Check(
        Detect.Service(service),
        operation,
        new Permit { Modes = AccessMode.Forward, HasStatements = false, Vending = vending.ToFrozenSet(StringComparer.OrdinalIgnoreCase) });
}
