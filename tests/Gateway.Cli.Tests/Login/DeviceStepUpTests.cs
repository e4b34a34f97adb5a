using Gateway.Cli.Terminal;
using Gateway.Cli.Tests.Standins;

namespace Gateway.Cli.Tests.Login;

/// <summary>Roles that want another login than one on another device, which can ask for no level.</summary>
public sealed class DeviceStepUpTests
{
    [Fact]
    public async Task Challenge_after_a_device_login_is_met_in_a_browser_elsewhere_whose_answer_is_pasted()
    {
        await using var world = await WithGoldenRoleAsync();
        world.Interactive = true;

        var (code, error) = await AtTerminalAsync(world, "credentials", "--role", "deployer");

        code.ShouldBe(0, error);
        world.Browser.Opened.ShouldBeEmpty();
        world.Issuer.AuthorizationRequests.Single()["acr_values"].ShouldBe("gold");
    }

    [Fact]
    public async Task Session_still_counts_as_a_device_s_after_it()
    {
        await using var world = await WithGoldenRoleAsync();
        world.Interactive = true;
        await AtTerminalAsync(world, "credentials", "--role", "deployer");
        world.Interactive = false;
        world.Issuer.SessionEnded = true;
        world.Time.Advance(TimeSpan.FromMinutes(5));

        var run = await world.RunAsync("roles");

        run.Error.ShouldContain("Run `stsgw login --target 127.0.0.1 --device`.");
    }

    [Fact]
    public async Task Command_to_type_after_a_device_login_can_ask_for_the_level()
    {
        await using var world = await WithGoldenRoleAsync();

        var run = await world.RunAsync("credentials", "--role", "deployer");

        run.Code.ShouldBe((int)ExitCode.FreshLoginNeeded);
        run.Error.ShouldContain("stsgw login --target 127.0.0.1 --no-browser --acr-values \"gold\" --max-age 60");
    }

    [Fact]
    public async Task Exec_after_a_device_login_reads_nothing_and_ends_with_the_command_to_type()
    {
        await using var world = await WithGoldenRoleAsync();
        world.Interactive = true;
        using var input = new UntouchedInput();
        world.In = input;
        var file = Path.Combine(world.Home, "ran");

        var run = await world.RunAsync("exec", "--role", "deployer", "--", "touch", file);

        run.Code.ShouldBe((int)ExitCode.FreshLoginNeeded);
        run.Error.ShouldContain("stsgw login --target 127.0.0.1 --no-browser --acr-values \"gold\" --max-age 60");
        input.WasRead.ShouldBeFalse();
        File.Exists(file).ShouldBeFalse();
    }

    [Theory]
    [InlineData("--acr-values", "gold")]
    [InlineData("--max-age", "0")]
    public async Task Device_login_that_is_to_have_a_level_or_an_age_is_a_wrong_command_line(string option, string value)
    {
        await using var world = await World.CreateAsync();

        var login = await world.RunAsync("login", world.Url, "--device", option, value);

        login.Code.ShouldBe((int)ExitCode.Usage);
        login.Error.ShouldContain("--no-browser instead of --device");
        world.Issuer.Log.ShouldBeEmpty();
    }

    private static async Task<World> WithGoldenRoleAsync()
    {
        var world = await World.LoggedInByDeviceAsync();
        world.Gateway.AddGoldenRole();
        return world;
    }

    private static async Task<(int Code, string Error)> AtTerminalAsync(World world, params string[] arguments)
    {
        using var terminal = new PersonAtTerminal();
        world.In = terminal;
        using var error = new StringWriter();
        var code = await StsgwCommand.RunAsync(world.Context(TextWriter.Null, TextWriter.Synchronized(terminal.Watching(error))), arguments);
        return (code, error.ToString());
    }
}
