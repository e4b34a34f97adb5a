using Gateway.Cli.Terminal;
using Gateway.Cli.Tests.Standins;

namespace Gateway.Cli.Tests.Targets;

public sealed class TargetsCommandTests
{
    [Fact]
    public async Task Targets_are_added_listed_chosen_and_removed()
    {
        await using var world = await World.CreateAsync();

        await world.RunAsync("targets", "add", "prod", "https://gw.example");
        await world.RunAsync("target", "create", "test", "gw-test.example");
        await world.RunAsync("targets", "use", "test");
        var listed = await world.RunAsync("targets", "list", "-o", "json");
        await world.RunAsync("targets", "remove", "test");
        var left = await world.RunAsync("targets", "list", "-o", "json");

        listed.Json.AsArray().Select(t => (t!["name"]!.GetValue<string>(), t["url"]!.GetValue<string>(), t["current"]!.GetValue<bool>()))
            .ShouldBe([("prod", "https://gw.example", false), ("test", "https://gw-test.example", true)]);
        left.Json.AsArray().Count.ShouldBe(1);
        left.Json[0]!["current"]!.GetValue<bool>().ShouldBeTrue();
    }

    [Fact]
    public async Task Lines_of_an_older_command_line_are_understood()
    {
        await using var world = await World.CreateAsync();

        (await world.RunAsync("target", "create", "prod", "--url", "https://gw.example")).Code.ShouldBe(0);
        (await world.RunAsync("target", "create", "--url", "https://gw-test.example", "test")).Code.ShouldBe(0);
        (await world.RunAsync("target", "set", "test")).Code.ShouldBe(0);
        var chosen = await world.RunAsync("target", "list", "-o", "json");
        (await world.RunAsync("target", "use", "prod")).Code.ShouldBe(0);
        (await world.RunAsync("target", "delete", "test")).Code.ShouldBe(0);
        var left = await world.RunAsync("target", "list", "-o", "json");

        chosen.Json.AsArray().Select(t => (t!["url"]!.GetValue<string>(), t["current"]!.GetValue<bool>()))
            .ShouldBe([("https://gw.example", false), ("https://gw-test.example", true)]);
        left.Json.AsArray().ShouldHaveSingleItem()!["name"]!.GetValue<string>().ShouldBe("prod");
    }

    [Theory]
    [InlineData("targets", "add", "prod")]
    [InlineData("targets", "add", "prod", "https://gw.example", "--url", "https://other.example")]
    public async Task Address_that_is_missing_or_given_twice_is_a_wrong_command_line(params string[] line)
    {
        await using var world = await World.CreateAsync();

        var run = await world.RunAsync(line);

        run.Code.ShouldBe((int)ExitCode.Usage);
        run.Error.ShouldContain("stsgw targets add NAME URL");
    }

    [Theory]
    [InlineData("../evil")]
    [InlineData("; rm -rf ~")]
    [InlineData("")]
    public async Task Name_that_could_leave_its_directory_is_refused(string name)
    {
        await using var world = await World.CreateAsync();

        (await world.RunAsync("targets", "add", name, "https://gw.example")).Code.ShouldBe((int)ExitCode.Usage);
    }

    [Fact]
    public async Task Name_that_is_taken_is_refused()
    {
        await using var world = await World.CreateAsync();
        await world.RunAsync("targets", "add", "prod", "https://gw.example");

        var again = await world.RunAsync("targets", "add", "prod", "https://other.example");

        again.Code.ShouldBe((int)ExitCode.Usage);
        again.Error.ShouldContain("already");
    }

    [Fact]
    public async Task Removing_a_target_removes_its_session()
    {
        await using var world = await World.LoggedInAsync();

        await world.RunAsync("targets", "remove", "127.0.0.1");

        File.Exists(world.SessionFile).ShouldBeFalse();
    }

    [Fact]
    public async Task Malformed_targets_file_is_named_with_its_line()
    {
        await using var world = await World.LoggedInAsync();
        await File.WriteAllTextAsync(Path.Combine(world.ConfigDirectory, "targets.json"), "{\n \"targets\": [\n", TestContext.Current.CancellationToken);

        var run = await world.RunAsync("roles");

        run.Code.ShouldBe((int)ExitCode.Usage);
        run.Error.ShouldContain("targets.json");
        run.Error.ShouldContain("line 3");
    }

    [Theory]
    [InlineData("""{"version":1,"targets":null}""")]
    [InlineData("""{"version":1,"targets":[null]}""")]
    [InlineData("""{"version":1,"targets":[{"name":null,"url":"https://gateway.example"}]}""")]
    [InlineData("""{"version":1,"targets":[{"name":"a","url":null}]}""")]
    [InlineData("""{"version":1,"targets":[{"name":"a","url":"x"}]}""")]
    [InlineData("""{"version":1,"targets":[{"name":"a","url":"file:///etc/passwd"}]}""")]
    [InlineData("null")]
    public async Task Targets_file_without_a_name_or_an_address_where_one_must_be_is_named(string content)
    {
        await using var world = await World.LoggedInAsync();
        await File.WriteAllTextAsync(world.TargetsFile, content, TestContext.Current.CancellationToken);

        var run = await world.RunAsync("roles");

        run.Code.ShouldBe((int)ExitCode.Usage);
        run.Error.ShouldContain("targets.json");
        run.Error.ShouldContain("Mend it, or remove it and log in again.");
    }

    [Fact]
    public async Task Unknown_target_is_a_wrong_command_line()
    {
        await using var world = await World.LoggedInAsync();

        (await world.RunAsync("roles", "--target", "nowhere")).Code.ShouldBe((int)ExitCode.Usage);
    }

    [Fact]
    public async Task Two_logins_at_once_both_end_well()
    {
        await using var world = await World.CreateAsync();

        var both = Task.WhenAll(world.RunAsync("login", world.Url, "--name", "a"), world.RunAsync("login", world.Url, "--name", "b"));
        while (!both.IsCompleted)
        {
            // Whoever waits for the other's lock waits by this clock.
            world.Time.Advance(TimeSpan.FromMilliseconds(20));
            await Task.WhenAny(both, Task.Delay(5, TestContext.Current.CancellationToken));
        }

        (await both).Select(run => run.Code).ShouldBe([0, 0]);
        (await world.RunAsync("targets", "list", "-o", "json")).Json.AsArray().Select(t => t!["name"]!.GetValue<string>()).ShouldBe(["a", "b"], ignoreOrder: true);
    }

    [Fact]
    public async Task Wrong_command_line_has_exit_code_2()
    {
        await using var world = await World.CreateAsync();

        (await world.RunAsync("credentials")).Code.ShouldBe((int)ExitCode.Usage);
        (await world.RunAsync("frobnicate")).Code.ShouldBe((int)ExitCode.Usage);
    }
}
