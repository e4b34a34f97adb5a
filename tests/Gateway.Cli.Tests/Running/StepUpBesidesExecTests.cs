using Gateway.Cli.Terminal;
using Gateway.Cli.Tests.Standins;

namespace Gateway.Cli.Tests.Running;

/// <summary><c>console</c> and <c>env</c> with a role that wants another login than the present one.</summary>
public sealed class StepUpBesidesExecTests : IDisposable
{
    private readonly HttpClient _browser = new(new HttpClientHandler { AllowAutoRedirect = false });

    [Fact]
    public async Task Console_asks_for_the_stronger_login_at_a_terminal_and_then_opens_as_the_role()
    {
        await using var world = await AtTerminalAsync();
        Uri? ledTo = null;
        world.Browser.Visit = async address =>
        {
            // The login ends on this machine; what comes after it leads to AWS, which is not gone to.
            for (ledTo = address; ledTo is { IsLoopback: true };)
            {
                using var answer = await _browser.GetAsync(ledTo);
                ledTo = answer.Headers.Location;
            }
        };

        var run = await world.RunAsync("console", "--role", "deployer");
        await world.Browser.Page!;

        run.Code.ShouldBe(0, run.Error);
        run.Output.ShouldBeEmpty();
        ledTo!.Host.ShouldBe("signin.aws.amazon.com");
        ShouldHaveAskedForGold(world);
    }

    [Fact]
    public async Task Env_asks_for_the_stronger_login_at_a_terminal_and_prints_nothing_but_lines_for_the_shell()
    {
        await using var world = await AtTerminalAsync();

        var run = await world.RunAsync("env", "--role", "deployer", "--shell", "sh");

        run.Code.ShouldBe(0, run.Error);
        var lines = run.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        lines.ShouldAllBe(line => line.StartsWith("export ", StringComparison.Ordinal) || line.StartsWith("unset ", StringComparison.Ordinal));
        lines.ShouldContain("export STSGW_ROLE='deployer'");
        ShouldHaveAskedForGold(world);
    }

    [Theory]
    [InlineData("console")]
    [InlineData("env")]
    public async Task Without_a_terminal_the_command_to_type_is_told_and_nothing_is_printed(string command)
    {
        await using var world = await AtTerminalAsync();
        world.Interactive = false;

        var run = await world.RunAsync(command, "--role", "deployer");

        run.Code.ShouldBe((int)ExitCode.FreshLoginNeeded);
        run.Error.ShouldContain("stsgw login --target 127.0.0.1 --acr-values \"gold\" --max-age 60");
        run.Output.ShouldBeEmpty();
        world.Issuer.AuthorizationRequests.ShouldHaveSingleItem();
    }

    public void Dispose() => _browser.Dispose();

    private static void ShouldHaveAskedForGold(World world)
    {
        world.Issuer.AuthorizationRequests.Count.ShouldBe(2);
        world.Issuer.AuthorizationRequests.Last()["acr_values"].ShouldBe("gold");
        world.Issuer.AuthorizationRequests.Last()["max_age"].ShouldBe("60");
    }

    private static async Task<World> AtTerminalAsync()
    {
        var world = await World.LoggedInAsync();
        world.Gateway.AddGoldenRole();
        world.Interactive = true;
        return world;
    }
}
