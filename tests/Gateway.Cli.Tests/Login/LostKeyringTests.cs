using Gateway.Cli.Terminal;
using Gateway.Cli.Tests.Standins;

namespace Gateway.Cli.Tests.Login;

/// <summary>A session in a keyring that is out of reach must not keep a person from starting anew.</summary>
public sealed class LostKeyringTests
{
    [Fact]
    public async Task Login_that_keeps_the_session_in_a_file_instead_goes_through()
    {
        await using var world = await LostAsync();

        var login = await world.RunAsync("login", "--storage", "file");

        login.Code.ShouldBe(0, login.Error);
        login.Error.ShouldContain("cannot be forgotten");
        (await world.RunAsync("roles")).Code.ShouldBe(0);
    }

    [Fact]
    public async Task Target_is_removed_with_all_else_that_was_kept_for_it()
    {
        await using var world = await LostAsync();

        var removed = await world.RunAsync("targets", "remove", "127.0.0.1");

        removed.Code.ShouldBe(0, removed.Error);
        removed.Error.ShouldContain("cannot be forgotten");
        (await world.RunAsync("targets", "list", "-o", "json")).Json.AsArray().ShouldBeEmpty();
        File.Exists(TokenFile(world)).ShouldBeFalse();
    }

    [Fact]
    public async Task Logout_forgets_what_is_not_in_the_keyring_and_does_not_claim_more()
    {
        await using var world = await LostAsync();

        var logout = await world.RunAsync("logout");

        logout.Code.ShouldBe((int)ExitCode.Failed);
        logout.Error.ShouldContain("cannot be forgotten");
        logout.Error.ShouldNotContain("Logged out");
        logout.Error.ShouldNotContain("not logged in");
        File.Exists(TokenFile(world)).ShouldBeFalse();
    }

    [Fact]
    public async Task Locked_keyring_is_named_where_no_login_is_found_in_it()
    {
        await using var world = await World.LoggedInWithKeyringAsync();
        world.Keyring.Locked = true;

        var locked = await world.RunAsync("whoami");

        locked.Code.ShouldBe((int)ExitCode.LoginNeeded);
        locked.Error.ShouldContain("or is locked");
        locked.Error.ShouldContain("stsgw login");
        world.Keyring.Locked = false;
        (await world.RunAsync("whoami")).Code.ShouldBe(0);
    }

    private static string TokenFile(World world) => Path.Combine(world.ConfigDirectory, "tokens", "127.0.0.1.jwt");

    private static async Task<World> LostAsync()
    {
        var world = await World.LoggedInWithKeyringAsync();
        (await world.RunAsync("configure")).Code.ShouldBe(0);
        File.Exists(TokenFile(world)).ShouldBeTrue();
        world.Keyring.Gone = true;
        return world;
    }
}
