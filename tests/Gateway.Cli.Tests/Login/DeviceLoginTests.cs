using Gateway.Cli.Terminal;
using Gateway.Cli.Tests.Standins;

namespace Gateway.Cli.Tests.Login;

public sealed class DeviceLoginTests
{
    [Fact]
    public async Task Device_login_shows_the_code_and_waits_until_it_is_entered()
    {
        var time = new ImpatientTime(World.Start);
        await using var world = await World.CreateAsync(time);
        world.Issuer.DeviceErrors.Enqueue("authorization_pending");
        world.Issuer.DeviceErrors.Enqueue("slow_down");
        world.Issuer.DeviceErrors.Enqueue("Too Many Requests");

        var login = await world.RunAsync("login", world.Url, "--device", "--storage", "file");

        login.Code.ShouldBe(0, login.Error);
        login.Error.ShouldContain("WDJB-MJHT");
        time.Waits.TakeLast(4).Select(wait => wait.TotalSeconds).ShouldBe([5, 5, 10, 15]);
    }

    [Theory]
    [InlineData("access_denied", "denied")]
    [InlineData("expired_token", "Nobody entered the code in time")]
    [InlineData("invalid_client", "refused: invalid_client")]
    public async Task Device_login_that_does_not_succeed_says_why(string error, string words)
    {
        await using var world = await World.CreateAsync(new ImpatientTime(World.Start));
        world.Issuer.DeviceErrors.Enqueue(error);

        var login = await world.RunAsync("login", world.Url, "--device");

        login.Code.ShouldBe((int)ExitCode.LoginFailed);
        login.Error.ShouldContain(words);
        world.Issuer.Log.Count(asked => asked == "POST /token").ShouldBe(1);
    }
}
