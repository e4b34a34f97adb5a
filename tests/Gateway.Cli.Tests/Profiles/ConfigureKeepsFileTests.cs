using System.Runtime.Versioning;
using Gateway.Cli.Tests.Standins;
using static Gateway.Cli.Tests.Profiles.AwsFiles;

namespace Gateway.Cli.Tests.Profiles;

/// <summary>What <c>configure</c> leaves as it was in the file that it writes.</summary>
public sealed class ConfigureKeepsFileTests
{
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
}
