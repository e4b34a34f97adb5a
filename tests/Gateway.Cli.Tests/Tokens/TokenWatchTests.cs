using Gateway.Cli.Running;
using Gateway.Cli.Terminal;
using Gateway.Cli.Tests.Standins;
using Gateway.Cli.Tokens;

namespace Gateway.Cli.Tests.Tokens;

/// <summary><c>token --watch</c>: a file that holds a token which is good, for as long as the login lasts.</summary>
public sealed class TokenWatchTests
{
    [Fact]
    public async Task File_holds_a_good_token_at_every_moment_until_the_login_ends()
    {
        var (world, time) = await ImpatientWorldAsync();
        await using var _ = world;
        var file = Path.Combine(world.Home, "token");
        var tokens = new List<string>();
        var left = new List<TimeSpan>();
        time.Waited = () =>
        {
            tokens.Add(File.ReadAllText(file));
            left.Add(TokenClaims.Read(tokens[^1])!.ExpiresAt!.Value - time.GetUtcNow());
            world.Issuer.SessionEnded = world.Issuer.Refreshes == 3;
        };

        var run = await world.RunAsync("token", "--file", file, "--watch");

        run.Code.ShouldBe((int)ExitCode.LoginNeeded, run.Error);
        run.Output.ShouldBeEmpty();
        tokens.Distinct().Count().ShouldBe(4);
        left.ShouldAllBe(rest => rest > TimeSpan.FromSeconds(30));
    }

    [Fact]
    public async Task Issuer_that_is_away_for_a_while_is_told_once_and_asked_again()
    {
        var (world, time) = await ImpatientWorldAsync();
        await using var _ = world;
        var file = Path.Combine(world.Home, "token");
        world.Issuer.Broken = true;
        time.Waited = () =>
        {
            world.Issuer.Broken = time.GetUtcNow() < World.Start + TimeSpan.FromMinutes(10);
            world.Issuer.SessionEnded = world.Issuer.Refreshes == 1;
        };

        var run = await world.RunAsync("token", "--file", file, "--watch");

        run.Code.ShouldBe((int)ExitCode.LoginNeeded, run.Error);
        run.Error.Split("no fresh token for now").Length.ShouldBe(2, run.Error);
        world.Issuer.Refreshes.ShouldBe(1);
        TokenClaims.Read(await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken))!.ExpiresAt!.Value.ShouldBeGreaterThan(World.Start + TimeSpan.FromMinutes(10));
    }

    [Fact]
    public async Task Signal_ends_it_and_leaves_the_file()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no such signals.");
        await using var world = await World.LoggedInAsync();
        var file = Path.Combine(world.Home, "token");

        using var watch = (await StsgwProcess.OfAsync(world)).Start("token", "--file", file, "--watch");
        while (!File.Exists(file) && !watch.HasExited)
        {
            await Task.Delay(20, TestContext.Current.CancellationToken);
        }

        PosixSignals.Send(watch.Id, System.Runtime.InteropServices.PosixSignal.SIGTERM);
        await watch.WaitForExitAsync(TestContext.Current.CancellationToken);

        watch.ExitCode.ShouldBe((int)ExitCode.Interrupted, await watch.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken));
        TokenClaims.Read(await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken)).ShouldNotBeNull();
    }

    [Fact]
    public async Task Watching_without_a_file_is_a_wrong_command_line()
    {
        await using var world = await World.LoggedInAsync();

        var run = await world.RunAsync("token", "--watch");

        run.Code.ShouldBe((int)ExitCode.Usage);
        run.Error.ShouldContain("--watch needs --file");
        run.Output.ShouldBeEmpty();
    }

    private static async Task<(World World, ImpatientTime Time)> ImpatientWorldAsync()
    {
        var time = new ImpatientTime(World.Start);
        var world = await World.CreateAsync(time);
        (await world.RunAsync("login", world.Url, "--device")).Code.ShouldBe(0);
        return (world, time);
    }
}
