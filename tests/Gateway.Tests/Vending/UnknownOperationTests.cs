using Gateway.Tests.Operations;
using Shouldly;
using Xunit;
using static Gateway.Tests.Vending.Guarded;

namespace Gateway.Tests.Vending;

/// <summary>What the gateway's data does not have may hand out anything: it is refused where the data can tell what it does not know.</summary>
public sealed class UnknownOperationTests
{
    [Theory]
    [InlineData("codeartifact", "GET", "/v1/no-such-thing")]
    [InlineData("rolesanywhere", "POST", "/sessions")]
    [InlineData("apigateway", "POST", "/no/such/thing")]
    public void Unknown_operation_of_a_service_that_vends_is_refused(string service, string method, string path) => Check(service, Detect.Rest(service, method, path))
        .ShouldNotBeNull().ShouldStartWith($"The gateway cannot tell which operation of {service} this is, so not what it hands out either: it refuses what it does not know.");

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
        .ShouldBe($"The gateway's data has no operation {service}:GetWhatIsNew, so what it hands out is not known: it is refused unless the grant lists it under permit.vending, or a newer gateway knows it.");

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
        Check(service, Detect.Rest(service, method, path)).ShouldNotBeNull().ShouldStartWith($"The gateway cannot tell which operation of {service} this is");

    [Theory]
    [InlineData("glue", "AWSGlue.GetTables", "/iceberg/v2/catalogs/1/things")]
    [InlineData("glue", "AWSGlue.GetTables", "/extensions/v1/catalogs/1/namespaces/n/tables/t")]
    [InlineData("glue", "AWSGlue.GetTables", "/iceberg/service/AWSGlue/operation/GetTables")]
    [InlineData("dynamodb", "DynamoDB_20120810.GetItem", "/x")]
    public void Name_of_an_operation_does_not_carry_a_path_by(string service, string target, string path) =>
        Check(service, Detect.Form(service, "", target: target, path: path, contentType: "application/x-amz-json-1.1")).ShouldNotBeNull().ShouldStartWith($"The gateway cannot tell which operation of {service} this is");

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
    [InlineData("s3tables", "GET", "/iceberg/v9/anything")]
    [InlineData("codeguru-reviewer", "POST", "/token")]
    [InlineData("lambda", "GET", "/2099-01-01/new-things")]
    public void Path_that_no_model_has_is_refused_of_a_service_that_vends(string service, string method, string path) =>
        Check(service, Detect.Rest(service, method, path)).ShouldNotBeNull().ShouldStartWith($"The gateway cannot tell which operation of {service} this is");

    [Fact]
    public void Operation_that_no_model_has_is_refused_by_its_entry() =>
        Check("codeconnections", Detect.Json("codeconnections", "com.amazonaws.codeconnections.CodeConnections_20231201.GetConnectionToken"))
            .ShouldNotBeNull().ShouldContain(":GetConnectionToken hands out ");
}
