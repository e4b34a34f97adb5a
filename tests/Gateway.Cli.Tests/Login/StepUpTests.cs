using Gateway.Cli.Terminal;
using Gateway.Cli.Tests.Standins;

namespace Gateway.Cli.Tests.Login;

public sealed class StepUpTests
{
    private const string Challenge = "Bearer error=\"insufficient_user_authentication\", error_description=\"fresher, please\", acr_values=\"gold\", max_age=\"60\"";

    [Fact]
    public async Task Challenge_at_a_terminal_asks_for_a_fresh_login_and_then_succeeds()
    {
        await using var world = await World.LoggedInAsync();
        world.Interactive = true;
        world.In = TextReader.Null;
        world.Gateway.Challenges.Enqueue(Challenge);

        var run = await world.RunAsync("credentials", "--role", "orders-reader");

        run.Code.ShouldBe(0, run.Error);
        var request = world.Issuer.AuthorizationRequests.Last();
        request["acr_values"].ShouldBe("gold");
        request["max_age"].ShouldBe("60");
    }

    [Fact]
    public async Task Challenge_without_a_terminal_ends_with_the_command_to_type()
    {
        await using var world = await World.LoggedInAsync();
        world.Gateway.Challenges.Enqueue(Challenge);

        var run = await world.RunAsync("credential-process", "--role", "orders-reader");

        run.Code.ShouldBe((int)ExitCode.FreshLoginNeeded);
        run.Error.ShouldContain("stsgw login --target 127.0.0.1 --acr-values \"gold\" --max-age 60");
        run.Output.ShouldBeEmpty();
    }

    [Fact]
    public async Task Login_that_the_gateway_takes_no_token_of_is_named_by_its_target()
    {
        await using var world = await World.LoggedInAsync();
        await world.RunAsync("targets", "add", "other", "https://gateway.example");
        await world.RunAsync("targets", "use", "other");
        world.Gateway.RejectedTokens[(await world.RunAsync("token", "--target", "127.0.0.1")).Output.Trim()] = true;
        world.Issuer.SessionEnded = true;

        var run = await world.RunAsync("roles", "--target", "127.0.0.1");

        run.Code.ShouldBe((int)ExitCode.LoginNeeded);
        run.Error.ShouldContain("Run `stsgw login --target 127.0.0.1`.");
    }

    [Fact]
    public async Task Second_challenge_after_the_fresh_login_is_not_asked_again()
    {
        await using var world = await World.LoggedInAsync();
        world.Interactive = true;
        world.Gateway.Challenges.Enqueue(Challenge);
        world.Gateway.Challenges.Enqueue(Challenge);

        var run = await world.RunAsync("credentials", "--role", "orders-reader");

        run.Code.ShouldBe((int)ExitCode.FreshLoginNeeded);
        world.Issuer.AuthorizationRequests.Count.ShouldBe(2);
    }

    [Fact]
    public async Task Hostile_acr_values_are_not_passed_on()
    {
        await using var world = await World.LoggedInAsync();
        world.Gateway.Challenges.Enqueue("Bearer error=\"insufficient_user_authentication\", acr_values=\"x;rm$(id)\"");

        var run = await world.RunAsync("credentials", "--role", "orders-reader");

        run.Error.ShouldNotContain("rm$(id)");
    }
}
