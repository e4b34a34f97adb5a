using Gateway.Cli.Doors;
using Gateway.Cli.Terminal;
using Gateway.Cli.Tests.Standins;

namespace Gateway.Cli.Tests.Doors;

public sealed class GatewayAnswerTests
{
    [Fact]
    public async Task Refusal_shows_the_gateways_words_and_request_id()
    {
        await using var world = await World.LoggedInAsync();

        var run = await world.RunAsync("credentials", "--role", "nope");

        run.Code.ShouldBe((int)ExitCode.Refused);
        run.Error.ShouldContain("No grant gives you the role 'nope'. (request req-1)");
    }

    [Fact]
    public async Task Request_that_the_gateway_does_not_understand_is_a_wrong_use()
    {
        await using var world = await World.LoggedInAsync();
        world.Gateway.Misunderstanding = "'orders' stands for several roles of yours; name one by its id: a, b.";

        var run = await world.RunAsync("credentials", "--role", "orders");

        run.Code.ShouldBe((int)ExitCode.Usage);
        run.Error.ShouldContain("name one by its id: a, b. (request req-1)");
    }

    [Fact]
    public async Task Role_goes_to_the_gateway_as_one_query_value_whatever_it_holds()
    {
        await using var world = await World.LoggedInAsync();

        await world.RunAsync("credentials", "--role", "x&mode=credentials#; rm -rf ~");

        world.Gateway.Log.Last().ShouldBe("GET /api/credentials?role=x%26mode%3Dcredentials%23%3B%20rm%20-rf%20~&mode=forward");
    }

    [Fact]
    public async Task Escape_sequences_in_a_roles_description_do_not_reach_the_terminal()
    {
        await using var world = await World.LoggedInAsync();
        world.Gateway.Roles[0]["description"] = "\u001b[2Jgone\u202e <script>";

        var run = await world.RunAsync("roles");

        run.Output.ShouldNotContain("\u001b");
        run.Output.ShouldNotContain("\u202e");
        run.Output.ShouldContain("<script>");
    }

    [Fact]
    public async Task Roles_as_json_are_what_the_gateway_lists()
    {
        await using var world = await World.LoggedInAsync();

        var run = await world.RunAsync("roles", "--output", "json");

        run.Json.AsArray().Select(r => r!["id"]!.GetValue<string>()).ShouldBe(["orders-reader", "analyst"]);
        run.Json[0]!["modes"]!.AsArray().Select(m => m!.GetValue<string>()).ShouldBe(["forward", "console"]);
    }

    [Fact]
    public async Task Long_arn_is_not_broken_in_a_pipe()
    {
        await using var world = await World.LoggedInAsync();
        var arn = $"arn:aws:iam::111122223333:role/{new string('x', 64)}";
        world.Gateway.Roles[0]["roleArn"] = arn;

        (await world.RunAsync("roles")).Output.ShouldContain(arn);
    }

    [Fact]
    public async Task Gateway_that_is_down_has_exit_code_5()
    {
        await using var world = await World.LoggedInAsync();
        await world.Gateway.DisposeAsync();

        var run = await world.RunAsync("roles");

        run.Code.ShouldBe((int)ExitCode.Unreachable);
        run.Error.ShouldContain("stsgw doctor");
    }

    [Fact]
    public async Task Door_outside_the_gateway_is_given_no_token()
    {
        await using var world = await World.CreateAsync();
        world.Gateway.Configuration["doors"] = new Dictionary<string, string> { ["roles"] = "//evil.example/roles" };

        var login = await world.RunAsync("login", world.Url);

        login.Code.ShouldBe((int)ExitCode.Failed);
        login.Error.ShouldContain("outside itself");
    }

    [Fact]
    public void What_the_configuration_leaves_out_has_defaults()
    {
        var configuration = System.Text.Json.JsonSerializer.Deserialize("""{"issuer":"https://id.example","later":{}}""", DoorJson.Default.GatewayConfiguration)!;

        configuration.ClientId.ShouldBe("stsgw");
        configuration.Scopes.ShouldBe(["openid"]);
        configuration.Doors.ProcessCredentials.ShouldBe("/api/process-credentials");
    }
}
