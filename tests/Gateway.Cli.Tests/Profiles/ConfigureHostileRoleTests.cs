using Gateway.Cli.Tests.Standins;
using static Gateway.Cli.Tests.Profiles.AwsFiles;

namespace Gateway.Cli.Tests.Profiles;

/// <summary>Role ids that would be something else in the file or in a shell; they come from a server.</summary>
public sealed class ConfigureHostileRoleTests
{
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
}
