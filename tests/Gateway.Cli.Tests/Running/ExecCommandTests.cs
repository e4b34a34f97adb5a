using Gateway.Cli.Tests.Standins;
using Gateway.Cli.Tests.Terminal;

namespace Gateway.Cli.Tests.Running;

public sealed class ExecCommandTests
{
    [Fact]
    public async Task Command_gets_web_identity_variables_and_a_token_file_without_a_newline()
    {
        SkipWithoutShell();
        await using var world = await World.LoggedInAsync();
        var token = (await world.RunAsync("token")).Output.Trim();

        var seen = await EnvironmentOfChildAsync(world, "--role", "orders-reader");

        seen["AWS_ROLE_ARN"].ShouldBe(GatewayStandin.ReaderArn);
        seen["AWS_ENDPOINT_URL"].ShouldBe(world.Url);
        seen["AWS_ENDPOINT_URL_STS"].ShouldBe(world.Url);
        seen["AWS_REGION"].ShouldBe("eu-west-1");
        seen["AWS_EC2_METADATA_DISABLED"].ShouldBe("true");
        seen["TOKEN"].ShouldBe($"[{token}]");
    }

    [Fact]
    public async Task Command_gets_nothing_that_would_win_over_the_role_and_no_client_secret()
    {
        SkipWithoutShell();
        await using var world = await World.LoggedInAsync();
        string[] rivals = ["AWS_ACCESS_KEY_ID", "AWS_PROFILE", "AWS_ENDPOINT_URL_S3", "AWS_BEARER_TOKEN_BEDROCK", "AWS_CONTAINER_CREDENTIALS_FULL_URI", "STSGW_CLIENT_SECRET"];
        foreach (var rival in rivals)
        {
            world.Variables[rival] = "rival";
        }

        var seen = await EnvironmentOfChildAsync(world, "--role", "orders-reader");

        seen.Values.ShouldNotContain("rival");
    }

    [Fact]
    public async Task Command_finds_no_profile_that_would_win_over_the_role()
    {
        SkipWithoutShell();
        await using var world = await World.LoggedInAsync();
        world.Variables["AWS_CONFIG_FILE"] = Path.Combine(world.Home, "config");

        var seen = await EnvironmentOfChildAsync(world, "--role", "orders-reader");

        seen.ShouldContainKey("AWS_WEB_IDENTITY_TOKEN_FILE");
        seen["AWS_CONFIG_FILE"].ShouldNotBe(Path.Combine(world.Home, "config"));
        seen["AWS_SHARED_CREDENTIALS_FILE"].ShouldBe(seen["AWS_CONFIG_FILE"]);
    }

    [Fact]
    public async Task Real_credentials_come_via_the_container_door_with_the_aws_files_set_aside()
    {
        SkipWithoutShell();
        await using var world = await World.LoggedInAsync();

        var seen = await EnvironmentOfChildAsync(world, "--role", "analyst", "--mode", "credentials");

        seen["AWS_CONTAINER_CREDENTIALS_FULL_URI"].ShouldBe($"{world.Url}/container/credentials?role=analyst&mode=credentials");
        seen.ShouldContainKey("AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE");
        seen["AWS_CONFIG_FILE"].ShouldBe(seen["AWS_SHARED_CREDENTIALS_FILE"]);
        seen.ShouldNotContainKey("AWS_ENDPOINT_URL");
        seen.ShouldNotContainKey("AWS_WEB_IDENTITY_TOKEN_FILE");
    }

    [Fact]
    public async Task Role_whose_arn_two_grants_share_is_named_by_its_id()
    {
        SkipWithoutShell();
        await using var world = await World.LoggedInAsync();
        world.Gateway.Roles.Add(new(world.Gateway.Roles[0]) { ["id"] = "orders-auditor" });

        var seen = await EnvironmentOfChildAsync(world, "--role", "orders-auditor");

        seen["AWS_CONTAINER_CREDENTIALS_FULL_URI"].ShouldContain("role=orders-auditor&mode=forward");
        seen["AWS_ENDPOINT_URL"].ShouldBe(world.Url);
    }

    [Fact]
    public async Task Exit_code_is_the_commands_own()
    {
        SkipWithoutShell();
        await using var world = await World.LoggedInAsync();

        (await world.RunAsync("exec", "--role", "orders-reader", "--", "sh", "-c", "exit 42")).Code.ShouldBe(42);
        (await world.RunAsync("exec", "--role", "orders-reader", "--", "sh", "-c", "kill -TERM $$")).Code.ShouldBe(143);
    }

    [Fact]
    public async Task Command_that_is_nowhere_is_127_and_one_that_cannot_be_executed_126_as_in_shells()
    {
        SkipWithoutShell();
        await using var world = await World.LoggedInAsync();
        using var folder = new ProgramFolder();
        world.Variables["PATH"] = folder.FullName;
        var plain = folder.Add("plain", executable: false);

        (await ExecAsync(world, "no-such-command-here")).Code.ShouldBe(127);
        (await ExecAsync(world, "./no-such-command-here")).Code.ShouldBe(127);
        (await ExecAsync(world, "plain")).Code.ShouldBe(126);
        (await ExecAsync(world, plain)).Code.ShouldBe(126);
        (await ExecAsync(world, folder.FullName)).Code.ShouldBe(126);
    }

    [Fact]
    public async Task Name_without_a_slash_is_looked_up_on_PATH_alone()
    {
        SkipWithoutShell();
        await using var world = await World.LoggedInAsync();
        var name = $"stsgw-test-{Guid.NewGuid():N}";
        var program = ProgramFolder.Write(Path.GetFullPath(name));
        try
        {
            (await ExecAsync(world, name)).Code.ShouldBe(127);
            (await ExecAsync(world, $"./{name}")).Code.ShouldBe(0);
        }
        finally
        {
            File.Delete(program);
        }
    }

    [Fact]
    public async Task Commands_own_options_and_at_signs_are_left_to_it()
    {
        SkipWithoutShell();
        await using var world = await World.LoggedInAsync();
        var file = Path.Combine(world.Home, "words");

        await world.RunAsync("exec", "--role", "orders-reader", "--", "sh", "-c", $"printf '%s|' \"$@\" > '{file}'", "x", "--role", "@file", "--", "a b", "");

        (await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken)).ShouldBe("--role|@file|--|a b||");
    }

    [Fact]
    public async Task Token_file_is_replaced_while_the_command_runs_and_gone_after_it()
    {
        SkipWithoutShell();
        await using var world = await World.LoggedInAsync();
        var first = Path.Combine(world.Home, "first");
        var second = Path.Combine(world.Home, "second");
        var go = Path.Combine(world.Home, "go");
        // The command waits for the file to change, and this test moves the clock: no time is slept through here.
        var script = $"cat \"$AWS_WEB_IDENTITY_TOKEN_FILE\" > '{first}'; printf %s \"$AWS_WEB_IDENTITY_TOKEN_FILE\" > '{go}'; "
            + $"while cmp -s \"$AWS_WEB_IDENTITY_TOKEN_FILE\" '{first}'; do sleep 0.05; done; cat \"$AWS_WEB_IDENTITY_TOKEN_FILE\" > '{second}'";

        var run = world.RunAsync("exec", "--role", "orders-reader", "--", "sh", "-c", script);
        while (!run.IsCompleted)
        {
            if (File.Exists(go))
            {
                world.Time.Advance(TimeSpan.FromSeconds(100));
            }

            await Task.WhenAny(run, Task.Delay(20, TestContext.Current.CancellationToken));
        }

        (await run).Code.ShouldBe(0, (await run).Error);
        (await File.ReadAllTextAsync(second, TestContext.Current.CancellationToken)).ShouldNotBe(await File.ReadAllTextAsync(first, TestContext.Current.CancellationToken));
        File.Exists(await File.ReadAllTextAsync(go, TestContext.Current.CancellationToken)).ShouldBeFalse();
    }

    [Fact]
    public async Task Keyring_that_is_out_of_reach_for_a_while_does_not_end_the_renewal()
    {
        SkipWithoutShell();
        await using var world = await World.LoggedInWithKeyringAsync();
        var first = Path.Combine(world.Home, "first");
        var script = $"cp \"$AWS_WEB_IDENTITY_TOKEN_FILE\" '{first}.new'; mv '{first}.new' '{first}'; while cmp -s \"$AWS_WEB_IDENTITY_TOKEN_FILE\" '{first}'; do sleep 0.05; done";

        var run = world.RunAsync("exec", "--role", "orders-reader", "--", "sh", "-c", script);
        while (await Task.WhenAny(run, Task.Delay(20, TestContext.Current.CancellationToken)) != run)
        {
            if (File.Exists(first))
            {
                world.Keyring.Gone = world.Keyring.Refusals < 2;
                world.Time.Advance(TimeSpan.FromSeconds(100));
            }
        }

        (await run).Code.ShouldBe(0, (await run).Error);
        (await run).Error.ShouldContain("no fresh token for now");
        world.Keyring.Refusals.ShouldBeGreaterThanOrEqualTo(2);
    }

    [Fact]
    public async Task Folder_that_cannot_be_cleaned_up_leaves_the_exit_code_to_the_command()
    {
        SkipWithoutShell();
        await using var world = await World.LoggedInAsync();

        var run = await world.RunAsync("exec", "--role", "orders-reader", "--", "sh", "-c", "rm -r \"$(dirname \"$AWS_WEB_IDENTITY_TOKEN_FILE\")\"; exit 42");

        run.Code.ShouldBe(42);
        run.Error.ShouldContain("cannot be removed");
    }

    [Fact]
    public async Task Role_that_is_not_granted_runs_nothing()
    {
        await using var world = await World.LoggedInAsync();
        var file = Path.Combine(world.Home, "ran");

        var run = await world.RunAsync("exec", "--role", "orders-writer", "--", "touch", file);

        run.Code.ShouldBe(4);
        run.Error.ShouldContain("You may use: orders-reader, analyst.");
        File.Exists(file).ShouldBeFalse();
    }

    [Theory]
    [InlineData("analyst", "forward", "Add --mode credentials.")]
    [InlineData("orders-reader", "credentials", "Leave out --mode credentials.")]
    [InlineData("auditor", "forward", "`stsgw console --role auditor` opens it.")]
    [InlineData("auditor", "credentials", "`stsgw console --role auditor` opens it.")]
    public async Task Role_that_does_not_permit_the_mode_runs_nothing_and_the_way_out_is_told(string role, string mode, string advice)
    {
        await using var world = await World.LoggedInAsync();
        world.Gateway.Roles.Add(new(world.Gateway.Roles[0]) { ["id"] = "auditor", ["modes"] = new[] { "console" } });
        var file = Path.Combine(world.Home, "ran");

        var run = await world.RunAsync("exec", "--role", role, "--mode", mode, "--", "touch", file);

        run.Code.ShouldBe(4);
        run.Error.ShouldContain(advice);
        File.Exists(file).ShouldBeFalse();
    }

    private static Task<Run> ExecAsync(World world, string command) => world.RunAsync("exec", "--role", "orders-reader", "--", command);

    private static void SkipWithoutShell() => RealShell.Require("sh");

    private static async Task<Dictionary<string, string>> EnvironmentOfChildAsync(World world, params string[] options)
    {
        var file = Path.Combine(world.Home, "environment");
        var script = $"env -0 > '{file}'; printf 'TOKEN=[%s]' \"$(cat \"${{AWS_WEB_IDENTITY_TOKEN_FILE:-/dev/null}}\"; printf x)\" >> '{file}'";
        var run = await world.RunAsync(["exec", .. options, "--", "sh", "-c", script]);
        run.Code.ShouldBe(0, run.Error);
        var text = (await File.ReadAllTextAsync(file)).Replace("x]", "]", StringComparison.Ordinal);
        return text.Split('\0', StringSplitOptions.RemoveEmptyEntries)
            .Select(l => l.Split('=', 2))
            .ToDictionary(p => p[0], p => p[1], StringComparer.Ordinal);
    }
}
