using Gateway.Cli.Terminal;
using Gateway.Cli.Tests.Standins;

namespace Gateway.Cli.Tests.Running;

/// <summary><c>exec</c> with a role that wants another login than the present one.</summary>
public sealed class ExecStepUpTests
{
    [Fact]
    public async Task Role_that_wants_a_stronger_login_asks_for_it_at_a_terminal_and_runs_the_command()
    {
        RealShell.Require("sh");
        await using var world = await AtTerminalAsync();

        var run = await world.RunAsync("exec", "--role", "deployer", "--", "sh", "-c", "exit 42");

        run.Code.ShouldBe(42, run.Error);
        var request = world.Issuer.AuthorizationRequests.Last();
        request["acr_values"].ShouldBe("gold");
        request["max_age"].ShouldBe("60");
    }

    [Fact]
    public async Task Fresh_login_reads_nothing_of_what_is_typed_for_the_command()
    {
        RealShell.Require("sh");
        await using var world = await AtTerminalAsync();
        using var input = new UntouchedInput();
        world.In = input;

        var run = await world.RunAsync("exec", "--role", "deployer", "--", "sh", "-c", "exit 42");

        run.Code.ShouldBe(42, run.Error);
        input.WasRead.ShouldBeFalse();
    }

    [Fact]
    public async Task Role_that_wants_a_stronger_login_ends_without_a_terminal_with_the_command_to_type()
    {
        await using var world = await AtTerminalAsync();
        world.Interactive = false;
        var file = Path.Combine(world.Home, "ran");

        var run = await world.RunAsync("exec", "--role", "deployer", "--", "touch", file);

        run.Code.ShouldBe((int)ExitCode.FreshLoginNeeded);
        run.Error.ShouldContain("stsgw login --target 127.0.0.1 --acr-values \"gold\" --max-age 60");
        File.Exists(file).ShouldBeFalse();
    }

    [Fact]
    public async Task Login_that_does_not_come_to_the_wanted_level_is_not_asked_for_again()
    {
        await using var world = await AtTerminalAsync();
        world.Issuer.IgnoresLevels = true;
        var file = Path.Combine(world.Home, "ran");

        var run = await world.RunAsync("exec", "--role", "deployer", "--", "touch", file);

        run.Code.ShouldBe((int)ExitCode.FreshLoginNeeded);
        world.Issuer.AuthorizationRequests.Count.ShouldBe(2);
        File.Exists(file).ShouldBeFalse();
    }

    [Fact]
    public async Task Role_that_may_be_used_now_asks_for_no_login()
    {
        RealShell.Require("sh");
        await using var world = await AtTerminalAsync();

        (await world.RunAsync("exec", "--role", "orders-reader", "--", "sh", "-c", "exit 42")).Code.ShouldBe(42);

        world.Issuer.AuthorizationRequests.ShouldHaveSingleItem();
    }

    private static async Task<World> AtTerminalAsync()
    {
        var world = await World.LoggedInAsync();
        world.Gateway.AddGoldenRole();
        world.Interactive = true;
        return world;
    }
}
