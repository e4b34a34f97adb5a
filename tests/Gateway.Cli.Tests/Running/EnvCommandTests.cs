using Gateway.Cli.Tests.Standins;

namespace Gateway.Cli.Tests.Running;

public sealed class EnvCommandTests
{
    [Fact]
    public async Task Env_sets_gateway_credentials_and_the_endpoint()
    {
        await using var world = await World.LoggedInAsync();

        var lines = Lines(await world.RunAsync("env", "--role", "orders-reader", "--shell", "bash"));

        lines.ShouldContain("export AWS_ACCESS_KEY_ID='GWAK'");
        lines.ShouldContain("export AWS_SESSION_TOKEN='session=='");
        lines.ShouldContain($"export AWS_ENDPOINT_URL='{world.Url}'");
        lines.ShouldContain("export AWS_REGION='eu-west-1'");
        lines.ShouldContain("export AWS_DEFAULT_REGION='eu-west-1'");
    }

    [Fact]
    public async Task Env_drops_what_would_win_over_it()
    {
        await using var world = await World.LoggedInAsync();
        world.Variables["AWS_ENDPOINT_URL_S3"] = "http://elsewhere";
        world.Variables["AWS_BEARER_TOKEN_BEDROCK"] = "theirs";

        var lines = Lines(await world.RunAsync("env", "--role", "orders-reader", "--shell", "sh"));

        lines.ShouldContain("unset AWS_PROFILE");
        lines.ShouldContain("unset AWS_WEB_IDENTITY_TOKEN_FILE");
        lines.ShouldContain("unset AWS_ENDPOINT_URL_S3");
        lines.ShouldContain("unset AWS_BEARER_TOKEN_BEDROCK");
    }

    [Fact]
    public async Task Variable_whose_name_is_a_shell_command_is_not_written()
    {
        await using var world = await World.LoggedInAsync();
        world.Variables["AWS_ENDPOINT_URL_X;touch owned"] = "http://elsewhere";

        (await world.RunAsync("env", "--role", "orders-reader", "--shell", "sh")).Output.ShouldNotContain("owned");
    }

    [Fact]
    public async Task Env_with_real_credentials_sends_nothing_to_the_gateway()
    {
        await using var world = await World.LoggedInAsync();

        var lines = Lines(await world.RunAsync("env", "--role", "analyst", "--mode", "credentials", "--shell", "sh"));

        lines.ShouldContain("unset AWS_ENDPOINT_URL");
        lines.ShouldNotContain(l => l.StartsWith("export AWS_ENDPOINT_URL", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Role_that_is_a_shell_command_runs_nothing_in_a_real_shell()
    {
        var sh = RealShell.Require("sh");
        await using var world = await World.LoggedInAsync();
        var role = $"; touch {world.Home}/owned; '`touch {world.Home}/owned`$(touch {world.Home}/owned)";
        world.Gateway.Roles[0]["id"] = role;
        var run = await world.RunAsync("env", "--role", role, "--shell", "sh");

        var seen = await RealShell.RunAsync(sh, $"{run.Output}\nprintf %s \"$STSGW_ROLE\"");

        seen.ShouldBe(role);
        File.Exists($"{world.Home}/owned").ShouldBeFalse();
    }

    [Theory]
    [InlineData("orders-reader", true)]
    [InlineData("orders-reader\nrm -rf ~", false)]
    [InlineData("$(rm -rf ~)", false)]
    public async Task Hint_of_what_to_type_is_given_for_a_role_that_needs_no_quotes(string role, bool given)
    {
        await using var world = await World.LoggedInAsync();
        world.OutIsTerminal = true;
        world.Gateway.Roles[0]["id"] = role;

        var run = await world.RunAsync("env", "--role", role, "--shell", "bash");

        run.Code.ShouldBe(0, run.Error);
        run.Output.Contains("# eval", StringComparison.Ordinal).ShouldBe(given);
    }

    [Fact]
    public async Task Secret_that_cmd_would_misread_is_not_printed_for_it()
    {
        await using var world = await World.LoggedInAsync();
        world.Gateway.SecretAccessKey = "100%PATH%";

        var run = await world.RunAsync("env", "--role", "orders-reader", "--shell", "cmd");

        run.Code.ShouldBe(1);
        run.Output.ShouldBeEmpty();
        run.Error.ShouldNotContain("100%");
    }

    [Theory]
    [InlineData("eu-west-1;id")]
    [InlineData("EU")]
    public async Task Region_that_is_none_is_a_wrong_command_line(string region)
    {
        await using var world = await World.LoggedInAsync();

        (await world.RunAsync("env", "--role", "orders-reader", "--region", region)).Code.ShouldBe(2);
    }

    private static string[] Lines(Run run)
    {
        run.Code.ShouldBe(0, run.Error);
        return run.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
    }
}
