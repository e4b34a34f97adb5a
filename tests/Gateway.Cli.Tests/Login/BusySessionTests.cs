using Gateway.Cli.Terminal;
using Gateway.Cli.Tests.Standins;

namespace Gateway.Cli.Tests.Login;

/// <summary>A session that another process holds for a minute is not changed beside it.</summary>
public sealed class BusySessionTests
{
    [Theory]
    [InlineData("login")]
    [InlineData("login --client-id ci")]
    [InlineData("logout")]
    public async Task Session_that_is_held_by_another_is_left_as_it_is(string command)
    {
        await using var world = await World.LoggedInAsync();
        world.Variables["STSGW_CLIENT_SECRET"] = "s3cret";
        var before = await File.ReadAllTextAsync(world.SessionFile, TestContext.Current.CancellationToken);

        var run = await world.RunBesideLockAsync(Path.ChangeExtension(world.SessionFile, ".lock"), command.Split(' '));

        run.Code.ShouldBe((int)ExitCode.Failed);
        run.Error.ShouldContain("Another stsgw has held this session");
        (await File.ReadAllTextAsync(world.SessionFile, TestContext.Current.CancellationToken)).ShouldBe(before);
    }

    [Fact]
    public async Task Workload_asks_for_no_token_beside_another_that_is_asking()
    {
        await using var world = await World.CreateAsync();
        world.Variables["STSGW_GATEWAY"] = world.Url;
        world.Variables["STSGW_CLIENT_ID"] = "ci";
        world.Variables["STSGW_CLIENT_SECRET"] = "s3cret";
        (await world.RunAsync("token")).Code.ShouldBe(0);
        var session = Directory.GetFiles(Path.Combine(world.ConfigDirectory, "sessions"), "*~client.json").Single();
        world.Time.Advance(TimeSpan.FromMinutes(5));

        var run = await world.RunBesideLockAsync(Path.ChangeExtension(session, ".lock"), "token");

        run.Code.ShouldBe((int)ExitCode.Failed);
        run.Error.ShouldContain("Another stsgw has held this session");
    }
}
