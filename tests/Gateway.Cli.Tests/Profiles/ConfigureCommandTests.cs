using System.Runtime.Versioning;
using Gateway.Cli.Tests.Standins;

namespace Gateway.Cli.Tests.Profiles;

public sealed class ConfigureCommandTests
{
    private const string Existing = "# mine\n[default]\nregion = us-west-2\n\n[profile work]\nsso_session = x\ns3 =\n    max_concurrent_requests = 20\n";

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
    public async Task Another_stsgw_that_changes_the_file_is_waited_for()
    {
        await using var world = await World.LoggedInAsync();
        Write(world, Existing);

        var run = await world.RunBesideLockAsync($"{ConfigPath(world)}.lock", "configure");

        run.Code.ShouldBe(1);
        run.Error.ShouldContain("locked");
        Config(world).ShouldBe(Existing);
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

    [Fact]
    public async Task Everything_that_was_there_stays_byte_for_byte()
    {
        await using var world = await World.LoggedInAsync();
        Write(world, Existing);

        await world.RunAsync("configure");
        await world.RunAsync("configure", "--via", "process", "--prefix", "other-");

        Config(world).ShouldStartWith(Existing);
        Config(world).ShouldNotContain("127.0.0.1-orders-reader");
        Config(world).ShouldContain("[profile other-orders-reader]");
    }

    [Fact]
    public async Task Writing_the_same_again_changes_nothing()
    {
        await using var world = await World.LoggedInAsync();
        Write(world, Existing);
        await world.RunAsync("configure");
        var once = Config(world);

        await world.RunAsync("configure");

        Config(world).ShouldBe(once);
    }

    [Fact]
    public async Task Removing_gives_the_file_back_with_one_blank_line_at_most()
    {
        await using var world = await World.LoggedInAsync();
        Write(world, Existing);
        await world.RunAsync("configure");

        await world.RunAsync("configure", "--remove");

        Config(world).TrimEnd('\n').ShouldBe(Existing.TrimEnd('\n'));
        File.Exists(TokenFile(world)).ShouldBeFalse();
    }

    [Fact]
    public async Task Windows_line_ends_stay_windows_line_ends()
    {
        await using var world = await World.LoggedInAsync();
        Write(world, Existing.Replace("\n", "\r\n", StringComparison.Ordinal));

        await world.RunAsync("configure");
        await world.RunAsync("configure", "--prefix", "x-");

        Config(world).Replace("\r\n", "", StringComparison.Ordinal).ShouldNotContain("\n");
    }

    [Fact]
    public async Task Dry_run_shows_the_difference_and_changes_nothing()
    {
        await using var world = await World.LoggedInAsync();
        Write(world, Existing);

        var run = await world.RunAsync("configure", "--dry-run");

        run.Output.ShouldContain("+[profile 127.0.0.1-orders-reader]");
        run.Output.ShouldContain("     max_concurrent_requests = 20");
        Config(world).ShouldBe(Existing);
        File.Exists(TokenFile(world)).ShouldBeFalse();
    }

    [Theory]
    [InlineData("[default]\nregion us-east-1\n", "Line 2")]
    [InlineData("region = x\n", "Line 1")]
    [InlineData("[default\nregion = x\n", "Line 1")]
    public async Task Malformed_file_is_left_alone(string content, string words)
    {
        await using var world = await World.LoggedInAsync();
        Write(world, content);

        var run = await world.RunAsync("configure");

        run.Code.ShouldBe(2);
        run.Error.ShouldContain(words);
        Config(world).ShouldBe(content);
    }

    [Fact]
    public async Task Half_of_our_marks_is_a_reason_to_stop()
    {
        await using var world = await World.LoggedInAsync();
        await world.RunAsync("configure");
        Write(world, Config(world).Replace("# END stsgw 127.0.0.1\n", "", StringComparison.Ordinal));

        (await world.RunAsync("configure")).Code.ShouldBe(2);
    }

    [Theory]
    [InlineData("[default]")]
    [InlineData("[profile default] ; mine")]
    public async Task Default_profile_is_one_whether_or_not_it_is_called_a_profile(string heading)
    {
        await using var world = await World.LoggedInAsync();
        world.Gateway.Roles[0]["id"] = "default";
        Write(world, $"{heading}\nregion = x\n");

        (await world.RunAsync("configure", "--prefix", "")).Code.ShouldBe(2);
    }

    [Theory]
    [InlineData("[profile  gw-analyst]")]
    [InlineData("[profile gw-analyst] # mine")]
    [InlineData("[profile \"gw-analyst\"]; mine [too]")]
    public async Task Profile_of_someone_else_with_the_same_name_is_not_touched(string heading)
    {
        await using var world = await World.LoggedInAsync();
        Write(world, $"{heading}\nregion = x\n");

        var run = await world.RunAsync("configure", "--prefix", "gw-");

        run.Code.ShouldBe(2);
        run.Error.ShouldContain("--prefix");
    }

    [Fact]
    [UnsupportedOSPlatform("windows")]
    public async Task Read_only_file_is_not_replaced()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no such modes.");
        await using var world = await World.LoggedInAsync();
        Write(world, Existing);
        File.SetUnixFileMode(ConfigPath(world), UnixFileMode.UserRead);

        var run = await world.RunAsync("configure");

        run.Code.ShouldBe(2);
        run.Error.ShouldContain("read-only");
    }

    [Fact]
    [UnsupportedOSPlatform("windows")]
    public async Task Link_stays_a_link_and_permissions_stay()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no such modes.");
        await using var world = await World.LoggedInAsync();
        var real = Path.Combine(world.Home, "dotfiles-config");
        await File.WriteAllTextAsync(real, Existing, TestContext.Current.CancellationToken);
        File.SetUnixFileMode(real, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead);
        Directory.CreateDirectory(Path.Combine(world.Home, ".aws"));
        File.CreateSymbolicLink(ConfigPath(world), real);

        await world.RunAsync("configure");

        new FileInfo(ConfigPath(world)).LinkTarget.ShouldBe(real);
        File.GetUnixFileMode(real).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead);
    }

    [Fact]
    public async Task Role_id_cannot_break_out_of_its_heading_or_line()
    {
        await using var world = await World.LoggedInAsync();
        world.Gateway.Roles[0]["id"] = "x]\n[default]\ncredential_process = evil";
        world.Gateway.Roles[1]["id"] = "; rm -rf ~";

        var run = await world.RunAsync("configure", "--prefix", "");

        run.Code.ShouldBe(0, run.Error);
        Config(world).Split('\n').ShouldNotContain("[default]");
        Config(world).ShouldContain("--role '; rm -rf ~' --mode credentials");
    }

    [Fact]
    public async Task Role_that_is_a_shell_command_runs_nothing_in_the_shell_that_SDKs_start_the_process_line_with()
    {
        var sh = RealShell.Require("sh");
        await using var world = await World.LoggedInAsync();
        var role = $"; touch {world.Home}/owned; '`touch {world.Home}/owned`$(touch {world.Home}/owned) \"";
        world.Gateway.Roles[1]["id"] = role;
        (await world.RunAsync("configure", "--prefix", "")).Code.ShouldBe(0);
        var line = Config(world).Split('\n').Single(line => line.StartsWith("credential_process", StringComparison.Ordinal)).Split(" = ", 2)[1];

        var seen = await RealShell.RunAsync(sh, $"set -- {line}; for word; do :; [ \"$last\" = --role ] && printf %s \"$word\"; last=$word; done");

        seen.ShouldBe(role);
        File.Exists($"{world.Home}/owned").ShouldBeFalse();
    }

    [Fact]
    public async Task Role_id_with_a_newline_is_not_written_into_a_process_line()
    {
        await using var world = await World.LoggedInAsync();
        world.Gateway.Roles[0]["id"] = "x\ncredential_process = evil";

        var run = await world.RunAsync("configure", "--via", "process");

        run.Code.ShouldBe(1);
        run.Error.ShouldContain("control character");
        File.Exists(ConfigPath(world)).ShouldBeFalse();
    }

    private static string ConfigPath(World world) => Path.Combine(world.Home, ".aws", "config");

    private static string TokenFile(World world) => Path.Combine(world.ConfigDirectory, "tokens", "127.0.0.1.jwt");

    private static string Config(World world) => File.ReadAllText(ConfigPath(world));

    private static void Write(World world, string content)
    {
        Directory.CreateDirectory(Path.Combine(world.Home, ".aws"));
        File.WriteAllText(ConfigPath(world), content);
    }
}
