using Gateway.Cli.Terminal;
using Gateway.Cli.Tests.Standins;

namespace Gateway.Cli.Tests.Login;

public sealed class LogoutTests
{
    [Fact]
    public async Task Logout_ends_the_session_at_the_issuer_and_forgets_it()
    {
        await using var world = await World.LoggedInAsync();

        var logout = await world.RunAsync("logout");

        logout.Code.ShouldBe(0, logout.Error);
        world.Issuer.SessionEnded.ShouldBeTrue();
        File.Exists(world.SessionFile).ShouldBeFalse();
        (await world.RunAsync("token")).Code.ShouldBe((int)ExitCode.LoginNeeded);
    }

    [Fact]
    public async Task Session_that_the_issuer_keeps_is_not_called_ended_because_a_token_was_revoked()
    {
        await using var world = await World.LoggedInAsync();
        world.Issuer.KeepsSessions = true;

        var logout = await world.RunAsync("logout");

        logout.Code.ShouldBe((int)ExitCode.Unreachable);
        logout.Error.ShouldNotContain("Logged out");
        world.Issuer.Log.ShouldContain("POST /revoke");
    }

    [Fact]
    public async Task Workload_s_token_is_forgotten_too()
    {
        await using var world = await World.LoggedInAsync();
        (world.Variables["STSGW_CLIENT_ID"], world.Variables["STSGW_CLIENT_SECRET"]) = ("ci", "s3cret");
        (await world.RunAsync("token")).Code.ShouldBe(0);
        var kept = world.SessionFile.Replace(".json", "~client.json", StringComparison.Ordinal);
        File.Exists(kept).ShouldBeTrue();

        await world.RunAsync("logout");

        File.Exists(kept).ShouldBeFalse();
    }

    [Fact]
    public async Task Logout_with_the_issuer_down_forgets_the_session_and_says_that_it_may_live_on()
    {
        await using var world = await World.LoggedInAsync();
        world.Issuer.Broken = true;

        var logout = await world.RunAsync("logout");

        logout.Code.ShouldBe((int)ExitCode.Unreachable);
        File.Exists(world.SessionFile).ShouldBeFalse();
    }
}
