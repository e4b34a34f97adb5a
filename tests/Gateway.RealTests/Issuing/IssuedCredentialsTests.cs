using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using System.Web;
using Gateway.RealTests.Aws;
using Gateway.RealTests.Gateways;
using Gateway.RealTests.Parts;
using Shouldly;
using Xunit;

namespace Gateway.RealTests.Issuing;

/// <summary>What the issuer's doors hand out works at AWS without the gateway in between.</summary>
public sealed class IssuedCredentialsTests(RealWorld world) : IDisposable
{
    private readonly Scratch _scratch = new();

    [Fact]
    public async Task Credentials_of_the_api_let_the_cli_call_aws_directly()
    {
        var minio = await world.Minio.RunningAsync();
        var credentials = await AskAsync("/api/credentials?role=orders-reader");
        var settings = minio.RootEnvironment();
        settings["AWS_ACCESS_KEY_ID"] = credentials["AccessKeyId"]!.GetValue<string>();
        settings["AWS_SECRET_ACCESS_KEY"] = credentials["SecretAccessKey"]!.GetValue<string>();
        settings["AWS_SESSION_TOKEN"] = credentials["SessionToken"]!.GetValue<string>();

        (await AwsCli.RunAsync(settings, _scratch, "s3", "ls", $"s3://{MinioServer.Bucket}")).ShouldSucceed();

        settings["AWS_ACCESS_KEY_ID"].ShouldNotBe(MinioServer.RootUser);
    }

    [Fact]
    public async Task Credential_process_gives_the_cli_gateway_credentials()
    {
        var gateway = await world.MinioGateway.RunningAsync();
        var curl = Tool.Require("curl", "curl", "Install curl.");
        var header = _scratch.Write("header", $"Authorization: Bearer {await TokenAsync()}");
        var process = $"{curl} -fsS -H @{header} {gateway.Address}api/process-credentials?role=orders-reader";
        var config = _scratch.Write("config", $"[default]\ncredential_process = {process}\n");
        var settings = new Dictionary<string, string?>
        {
            ["AWS_CONFIG_FILE"] = config,
            ["AWS_ENDPOINT_URL"] = gateway.Address.GetLeftPart(UriPartial.Authority),
            ["AWS_DEFAULT_REGION"] = GatewaySetup.Region,
        };

        (await AwsCli.RunAsync(settings, _scratch, "s3", "ls", $"s3://{MinioServer.Bucket}")).ShouldSucceed();
    }

    [Fact]
    public async Task Login_gives_a_sign_in_url_for_the_assumed_session()
    {
        var signin = await world.Signin.RunningAsync();

        var url = new Uri((await AskAsync("/api/login?role=orders-reader"))["url"]!.GetValue<string>());

        var query = HttpUtility.ParseQueryString(url.Query);
        query["Action"].ShouldBe("login");
        query["Destination"].ShouldNotBeNullOrEmpty();
        var session = signin.Sessions[query["SigninToken"].ShouldNotBeNull()];
        session.GetProperty("sessionId").GetString().ShouldNotBe(MinioServer.RootUser);
        session.GetProperty("sessionToken").GetString().ShouldNotBeNullOrEmpty();
    }

    public void Dispose() => _scratch.Dispose();

    private async Task<string> TokenAsync() => await (await world.RealmAsync()).AccessTokenAsync("demo");

    private async Task<JsonNode> AskAsync(string pathAndQuery)
    {
        var gateway = await world.MinioGateway.RunningAsync();
        using var answer = await gateway.GetAsync(pathAndQuery, await TokenAsync());
        answer.StatusCode.ShouldBe(HttpStatusCode.OK, await answer.Content.ReadAsStringAsync());
        return (await answer.Content.ReadFromJsonAsync<JsonNode>()).ShouldNotBeNull();
    }
}
