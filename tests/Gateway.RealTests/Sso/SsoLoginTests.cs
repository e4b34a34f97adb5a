using System.Text.Json.Nodes;
using Gateway.RealTests.Aws;
using Gateway.RealTests.Parts;
using Gateway.RealTests.Portal;
using Microsoft.Playwright;
using Shouldly;
using Xunit;

namespace Gateway.RealTests.Sso;

/// <summary>AWS CLI 2 and boto3, unmodified, with a login at a real Keycloak.</summary>
public sealed class SsoLoginTests(RealWorld world) : IDisposable
{
    private const string Bucket = $"s3://{MinioServer.Bucket}";

    private readonly Scratch _scratch = new();

    [Fact]
    public async Task Debian_s_CLI_logs_in_with_a_device_code_and_logging_out_ends_it()
    {
        var aws = AwsCliTwo.RequireDebian();
        var gateway = (await world.MinioGateway.RunningAsync()).Address;
        var settings = SsoProfiles.Write(gateway, _scratch);
        settings["AWS_DATA_PATH"] = SsoProfiles.WriteModels(gateway, _scratch);

        var chromium = (await world.Portal.RunningAsync()).Chromium;
        var page = await chromium.NewPersonAsync();

        await SsoLogin.RunAsync(aws, SsoProfiles.Forward, settings, _scratch, link => ConfirmAndSignInAsync(page, link));

        chromium.Faults.ShouldBeEmpty();
        (await ListAsync(aws, settings, "--endpoint-url", gateway.GetLeftPart(UriPartial.Authority))).ShouldSucceed();
        (await BotoAsync(settings)).ShouldSucceed().ShouldStartWith("GWAY");
        var kept = TokenCache().Single();
        var text = await File.ReadAllTextAsync(kept, TestContext.Current.CancellationToken);
        (await RunAsync(aws, settings, "sso", "logout")).ShouldSucceed();
        File.Exists(kept).ShouldBeFalse();

        // Whoever kept a copy of the file has nothing of it.
        await File.WriteAllTextAsync(kept, text, TestContext.Current.CancellationToken);
        (await BotoAsync(settings)).ShouldFail();
    }

    [Theory]
    [InlineData]
    [InlineData("--use-device-code")]
    public async Task The_current_CLI_logs_in_and_logging_out_ends_it(params string[] arguments)
    {
        var aws = AwsCliTwo.RequireCurrent();
        var settings = SsoProfiles.Write((await world.MinioGateway.RunningAsync()).Address, _scratch);

        await SsoLogin.RunAsync(aws, SsoProfiles.Forward, settings, _scratch, arguments);

        (await ListAsync(aws, settings)).ShouldSucceed();
        (await BotoAsync(settings)).ShouldSucceed().ShouldStartWith("GWAY");
        var kept = TokenCache().Single();
        var text = await File.ReadAllTextAsync(kept, TestContext.Current.CancellationToken);
        (await RunAsync(aws, settings, "sso", "logout", "--profile", SsoProfiles.Forward)).ShouldSucceed();
        await File.WriteAllTextAsync(kept, text, TestContext.Current.CancellationToken);
        (await BotoAsync(settings)).ShouldFail();
    }

    [Fact]
    public async Task A_token_that_ends_soon_is_refreshed_without_a_login()
    {
        var aws = AwsCliTwo.RequireCurrent();
        var settings = SsoProfiles.Write((await world.MinioGateway.RunningAsync()).Address, _scratch);
        await SsoLogin.RunAsync(aws, SsoProfiles.Forward, settings, _scratch);
        var cache = TokenCache().Single();
        var before = JsonNode.Parse(await File.ReadAllTextAsync(cache, TestContext.Current.CancellationToken))!;
        before["expiresAt"] = "2020-01-01T00:00:00Z";
        await File.WriteAllTextAsync(cache, before.ToJsonString(), TestContext.Current.CancellationToken);

        (await BotoAsync(settings)).ShouldSucceed();

        var after = JsonNode.Parse(await File.ReadAllTextAsync(cache, TestContext.Current.CancellationToken))!;
        after["accessToken"]!.GetValue<string>().ShouldNotBe(before["accessToken"]!.GetValue<string>());
    }

    [Fact]
    public async Task A_profile_of_real_credentials_calls_AWS_without_the_gateway()
    {
        var aws = AwsCliTwo.RequireCurrent();
        var minio = await world.Minio.RunningAsync();
        var settings = SsoProfiles.Write((await world.MinioGateway.RunningAsync()).Address, _scratch);
        await SsoLogin.RunAsync(aws, SsoProfiles.Forward, settings, _scratch);

        (await RunAsync(aws, settings, "s3", "ls", Bucket, "--profile", SsoProfiles.Real, "--endpoint-url", minio.Address.OriginalString)).ShouldSucceed();
    }

    [Theory]
    [InlineData("boto3")]
    [InlineData("SDK for .NET")]
    public async Task SDKs_call_AWS_without_the_gateway_by_a_profile_of_real_credentials(string sdk)
    {
        var aws = AwsCliTwo.RequireCurrent();
        var settings = SsoProfiles.Write((await world.MinioGateway.RunningAsync()).Address, _scratch);
        await SsoLogin.RunAsync(aws, SsoProfiles.Forward, settings, _scratch);
        settings["AWS_PROFILE"] = SsoProfiles.Real;
        settings["AWS_ENDPOINT_URL_S3"] = (await world.Minio.RunningAsync()).Address.OriginalString;

        var listed = sdk == "boto3"
            ? await PythonClient.RunAsync("sso_profile.py", [SsoProfiles.Real, MinioServer.Bucket], settings, _scratch)
            : await DotNetClient.RunAsync(["list", MinioServer.Bucket], settings, _scratch);

        listed.ShouldSucceed().ShouldNotContain("GWAY");
    }

    [Fact]
    public async Task Accounts_and_roles_are_listed_for_configure_sso()
    {
        var aws = AwsCliTwo.RequireCurrent();
        var settings = SsoProfiles.Write((await world.MinioGateway.RunningAsync()).Address, _scratch);
        await SsoLogin.RunAsync(aws, SsoProfiles.Forward, settings, _scratch);
        var token = JsonNode.Parse(await File.ReadAllTextAsync(TokenCache().Single(), TestContext.Current.CancellationToken))!["accessToken"]!.GetValue<string>();

        var accounts = (await RunAsync(aws, settings, "sso", "list-accounts", "--access-token", token, "--profile", SsoProfiles.Forward)).ShouldSucceed();
        var roles = (await RunAsync(aws, settings, "sso", "list-account-roles", "--account-id", "111122223333", "--access-token", token, "--profile", SsoProfiles.Forward)).ShouldSucceed();

        JsonNode.Parse(accounts)!["accountList"]!.AsArray()
            .Select(account => (account!["accountId"]!.GetValue<string>(), account["accountName"]!.GetValue<string>())).ShouldBe([("111122223333", "orders-prod")]);
        JsonNode.Parse(roles)!["roleList"]!.AsArray().Select(role => role!["roleName"]!.GetValue<string>()).ShouldBe(["Legacy", "OrdersReader", "OrdersWriter"]);
    }

    public void Dispose() => _scratch.Dispose();

    private Task<ClientResult> ListAsync(string aws, Dictionary<string, string?> settings, params string[] more) =>
        RunAsync(aws, settings, ["s3", "ls", Bucket, "--profile", SsoProfiles.Forward, .. more]);

    private Task<ClientResult> RunAsync(string aws, Dictionary<string, string?> settings, params string[] arguments) =>
        ClientProcess.RunAsync(aws, arguments, AwsSettings.With(settings, _scratch), _scratch.Root);

    private Task<ClientResult> BotoAsync(Dictionary<string, string?> settings) =>
        PythonClient.RunAsync("sso_profile.py", [SsoProfiles.Forward, MinioServer.Bucket], settings, _scratch);

    // By keyboard alone as far as the page is ours.
    private static async Task ConfirmAndSignInAsync(IPage page, Uri link)
    {
        await page.GotoAsync(link.AbsoluteUri, new() { WaitUntil = WaitUntilState.Commit });
        (await page.InnerTextAsync("main")).ShouldContain("127.0.0.1");
        await page.ShouldHaveNoViolationInEitherSchemeAsync("the confirmation");
        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.PressAsync("Enter");
        await page.FillAsync("#username", "demo");
        await page.FillAsync("#password", "demo");
        await page.ClickAsync("#kc-login");
        await page.ClickAsync("[name=accept]");
        await page.ArrivedAsync(url => url.Contains("/device/status", StringComparison.Ordinal));
    }

    // Registrations lie beside the token.
    private IEnumerable<string> TokenCache() => Directory.EnumerateFiles(_scratch.PathOf("home", ".aws", "sso", "cache"), "*.json")
        .Where(file => File.ReadAllText(file).Contains("accessToken", StringComparison.Ordinal));
}
