using System.Text.Json.Nodes;
using Gateway.RealTests.Aws;
using Gateway.RealTests.CommandLine;
using Gateway.RealTests.Parts;
using Shouldly;
using Xunit;

namespace Gateway.RealTests.Sso;

/// <summary>A profile that <c>stsgw configure --sso</c> writes, after <c>aws sso login</c> at a real Keycloak, in SDKs that know nothing else.</summary>
public sealed class ConfiguredProfileTests(RealWorld world) : IDisposable
{
    private const string Profile = "gw-orders-reader";

    private readonly Scratch _scratch = new();

    [Fact]
    public async Task SDK_for_NET_lists_a_bucket_through_the_gateway()
    {
        var settings = await LoggedInAsync();

        ShouldHaveListed(await DotNetClient.RunAsync(["list", MinioServer.Bucket], settings, _scratch));
    }

    [Fact]
    public async Task SDK_for_JavaScript_lists_a_bucket_through_the_gateway()
    {
        var settings = await LoggedInAsync();

        ShouldHaveListed(await JavaScriptClient.RunAsync(["list", MinioServer.Bucket], settings, _scratch));
    }

    [Fact]
    public async Task AWS_CLI_and_boto3_list_a_bucket_through_the_gateway_until_they_are_logged_out()
    {
        var aws = AwsCliTwo.RequireCurrent();
        var settings = await LoggedInAsync();

        (await ClientProcess.RunAsync(aws, ["s3", "ls", $"s3://{MinioServer.Bucket}", "--profile", Profile], AwsSettings.With(settings, _scratch), _scratch.Root)).ShouldSucceed();
        (await PythonClient.RunAsync("sso_profile.py", [Profile, MinioServer.Bucket], settings, _scratch)).ShouldSucceed().ShouldStartWith("GWAY");

        (await ClientProcess.RunAsync(aws, ["sso", "logout", "--profile", Profile], AwsSettings.With(settings, _scratch), _scratch.Root)).ShouldSucceed();
        (await PythonClient.RunAsync("sso_profile.py", [Profile, MinioServer.Bucket], settings, _scratch)).ShouldFail().ShouldContain("SSO Token");
    }

    [Fact]
    public async Task SDK_for_NET_takes_the_endpoints_from_variables_instead()
    {
        var gateway = (await world.MinioGateway.RunningAsync()).Address.GetLeftPart(UriPartial.Authority);
        var settings = await LoggedInAsync();
        var written = await File.ReadAllLinesAsync(settings["AWS_CONFIG_FILE"]!, TestContext.Current.CancellationToken);
        settings["AWS_CONFIG_FILE"] = _scratch.Write(
            "no-endpoints", string.Join('\n', written.Where(line => !line.StartsWith("services =", StringComparison.Ordinal) && !line.StartsWith("endpoint_url", StringComparison.Ordinal))));
        settings["AWS_ENDPOINT_URL"] = gateway;
        settings["AWS_ENDPOINT_URL_SSO"] = gateway + "/sso";
        settings["AWS_ENDPOINT_URL_SSO_OIDC"] = gateway + "/sso-oidc";

        ShouldHaveListed(await DotNetClient.RunAsync(["list", MinioServer.Bucket], settings, _scratch));
    }

    public void Dispose() => _scratch.Dispose();

    private static void ShouldHaveListed(ClientResult result)
    {
        var seen = JsonNode.Parse(result.ShouldSucceed())!;
        seen["status"]!.GetValue<int>().ShouldBe(200);
        seen["accessKeyId"]!.GetValue<string>().ShouldStartWith("GWAY");
    }

    private async Task<Dictionary<string, string?>> LoggedInAsync()
    {
        var aws = AwsCliTwo.RequireCurrent();
        using var home = await StsgwHome.OfAsync(world, await world.MinioGateway.RunningAsync());
        await home.LogInAsync(async link =>
        {
            using var person = new PersonAtBrowser();
            await person.SignInAsync(link, "demo");
        });
        (await home.RunAsync("configure", "--sso", "--prefix", "gw-")).ShouldSucceed();
        var settings = new Dictionary<string, string?>
        {
            ["AWS_CONFIG_FILE"] = _scratch.Write("config", await File.ReadAllTextAsync(home.AwsConfigFile)),
            ["AWS_PROFILE"] = Profile,
        };
        await SsoLogin.RunAsync(aws, Profile, settings, _scratch);
        return settings;
    }
}
