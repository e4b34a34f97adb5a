using Gateway.Cli.Tests.Standins;

namespace Gateway.Cli.Tests.Roles;

public sealed class RolesCommandTests
{
    [Fact]
    public async Task Role_that_wants_another_login_is_listed_with_the_options_that_ask_for_it()
    {
        await using var world = await World.LoggedInAsync();
        world.Gateway.AddGoldenRole();

        var run = await world.RunAsync("roles");

        run.Code.ShouldBe(0, run.Error);
        var lines = run.Output.Split('\n');
        lines.ShouldContain(line => line.Contains("STEP UP", StringComparison.Ordinal));
        lines.Where(line => line.Contains("--acr-values \"gold\" --max-age 60", StringComparison.Ordinal)).ShouldHaveSingleItem().ShouldContain("deployer");
    }

    [Fact]
    public async Task Wish_that_no_option_can_say_is_still_shown()
    {
        await using var world = await World.LoggedInAsync();
        world.Gateway.AddGoldenRole();
        world.Gateway.Roles[^1]["stepUp"] = new Dictionary<string, object> { ["acrValues"] = new[] { "x;rm$(id)" } };

        var run = await world.RunAsync("roles");

        run.Output.ShouldContain("another login");
        run.Output.ShouldNotContain("rm$(id)");
    }

    [Fact]
    public async Task Roles_that_all_may_be_used_now_have_no_such_column()
    {
        await using var world = await World.LoggedInAsync();

        (await world.RunAsync("roles")).Output.ShouldNotContain("STEP UP");
    }

    [Fact]
    public async Task Json_has_the_wanted_login_where_there_is_one()
    {
        await using var world = await World.LoggedInAsync();
        world.Gateway.AddGoldenRole();

        var roles = (await world.RunAsync("roles", "--output", "json")).Json.AsArray();

        roles[0]!.AsObject().ShouldNotContainKey("stepUp");
        roles[2]!["stepUp"]!["acrValues"]![0]!.GetValue<string>().ShouldBe("gold");
        roles[2]!["stepUp"]!["maxAge"]!.GetValue<int>().ShouldBe(60);
    }
}
