using Gateway.RealTests.Sso;
using Shouldly;
using Xunit;

namespace Gateway.RealTests.CommandLine;

/// <summary><c>stsgw</c>, as the native binary that is shipped, in a session that has a keyring.</summary>
public sealed class KeyringTests(RealWorld world)
{
    private const int Failed = 1;

    [Theory]
    [InlineData("keyring", false)]
    [InlineData("auto", false)]
    [InlineData("file", true)]
    public async Task A_login_is_kept_in_the_keyring_and_in_a_file_only_when_asked_for(string storage, bool inFile)
    {
        await using var keyring = await Keyring.StartAsync();
        using var home = await StsgwHome.OfAsync(world, (await world.Portal.RunningAsync()).Gateway, keyring.Environment);

        await LogInAsync(home, storage);

        (await home.RunAsync("whoami")).ShouldSucceed().ShouldContain("demo");
        home.FilesWith("eyJhbGci").Any().ShouldBe(inFile);
        (await home.RunAsync("logout")).ShouldSucceed();
        (await home.RunAsync("whoami")).ShouldFail().ShouldContain("stsgw login");
    }

    [Fact]
    public async Task Where_the_keyring_is_gone_the_person_is_told()
    {
        using var home = await LoggedInWithoutKeyringAsync();

        var asked = await home.RunAsync("credential-process", "--role", "orders-reader");

        asked.ExitCode.ShouldBe(Failed, asked.Error);
        asked.Error.ShouldContain("The system's keyring, which keeps your session, does not answer: ");
        asked.Error.ShouldContain("--storage file");
        asked.Error.ShouldNotContain("   at ");
    }

    private static Task LogInAsync(StsgwHome home, string storage) => home.LogInAsync(
        async link =>
        {
            using var person = new PersonAtBrowser();
            await person.SignInAsync(link, "demo");
        },
        "--storage",
        storage);

    private async Task<StsgwHome> LoggedInWithoutKeyringAsync()
    {
        await using var keyring = await Keyring.StartAsync();
        var home = await StsgwHome.OfAsync(world, (await world.Portal.RunningAsync()).Gateway, keyring.Environment);
        await LogInAsync(home, "keyring");
        return home;
    }
}
