using System.Runtime.Versioning;
using Gateway.Cli.Tests.Standins;
using static Gateway.Cli.Tests.Profiles.AwsFiles;

namespace Gateway.Cli.Tests.Profiles;

/// <summary>What stops <c>configure</c> before it changes anything.</summary>
public sealed class ConfigureStopsTests
{
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
}
