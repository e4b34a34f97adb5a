using Gateway.Cli.Tests.Standins;
using static Gateway.Cli.Tests.Profiles.AwsFiles;

namespace Gateway.Cli.Tests.Profiles;

/// <summary>What the profiles that <c>configure</c> writes say.</summary>
public sealed class ConfigureCommandTests
{
    [Fact]
    public async Task Forward_profile_has_endpoint_url_and_web_identity()
    {
        await using var world = await World.LoggedInAsync();

        var run = await world.RunAsync("configure", "--prefix", "gw-");

        run.Code.ShouldBe(0, run.Error);
        var lines = Config(world).Split('\n');
        var at = Array.IndexOf(lines, "[profile gw-orders-reader]");
        lines[(at + 1)..(at + 5)].ShouldBe(
        [
            "region = eu-west-1",
            $"endpoint_url = {world.Url}",
            $"role_arn = {GatewayStandin.ReaderArn}",
            $"web_identity_token_file = {TokenFile(world)}",
        ]);
    }

    [Fact]
    public async Task Role_with_real_credentials_alone_gets_a_credential_process_and_no_endpoint()
    {
        await using var world = await World.LoggedInAsync();

        await world.RunAsync("configure", "--prefix", "gw-");

        var lines = Config(world).Split('\n');
        var at = Array.IndexOf(lines, "[profile gw-analyst]");
        lines[(at + 1)..(at + 3)].ShouldBe(
        [
            "region = eu-west-1",
            "credential_process = '/opt/st s/stsgw' credential-process --target 127.0.0.1 --role analyst --mode credentials",
        ]);
        lines[at + 3].ShouldStartWith("# END stsgw");
    }

    [Fact]
    public async Task Role_that_wants_another_login_just_now_keeps_its_profile()
    {
        await using var world = await World.LoggedInAsync();
        world.Gateway.AddGoldenRole();

        await world.RunAsync("configure", "--prefix", "gw-");

        Config(world).ShouldContain("[profile gw-deployer]");
    }

    [Fact]
    public async Task Login_that_moved_the_session_meanwhile_is_not_undone()
    {
        await using var world = await World.LoggedInAsync();
        world.Gateway.Before["/api/roles"] = async () =>
        {
            var targets = await File.ReadAllTextAsync(world.TargetsFile);
            await File.WriteAllTextAsync(world.TargetsFile, targets.Replace("\"File\"", "\"Keyring\"", StringComparison.Ordinal));
        };

        (await world.RunAsync("configure")).Code.ShouldBe(0);

        (await File.ReadAllTextAsync(world.TargetsFile, TestContext.Current.CancellationToken)).ShouldContain("\"Keyring\"");
    }
}
