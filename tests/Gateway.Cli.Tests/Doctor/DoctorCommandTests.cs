using Gateway.Cli.Terminal;
using Gateway.Cli.Tests.Standins;

namespace Gateway.Cli.Tests.Doctor;

public sealed class DoctorCommandTests
{
    [Fact]
    public async Task Healthy_set_up_is_good_at_every_step_to_the_signed_call()
    {
        await using var world = await World.LoggedInAsync();
        world.Time.SetUtcNow(TimeProvider.System.GetUtcNow());
        await world.RunAsync("login", world.Url);
        world.Time.SetUtcNow(TimeProvider.System.GetUtcNow());

        var run = await world.RunAsync("doctor", "--output", "json");

        run.Code.ShouldBe(0, run.Output + run.Error);
        run.Json.AsArray().Select(f => f!["step"]!.GetValue<string>())
            .ShouldBe(["target", "dns", "connection", "gateway", "readiness", "clock", "issuer", "login", "roles", "signed call"]);
        run.Json.AsArray().Last()!["detail"]!.GetValue<string>().ShouldContain("assumed-role/OrdersReader/demo");
    }

    [Fact]
    public async Task Clock_that_is_wrong_is_found()
    {
        await using var world = await World.LoggedInAsync();
        world.Time.SetUtcNow(TimeProvider.System.GetUtcNow() + TimeSpan.FromMinutes(16));

        var run = await world.RunAsync("doctor");

        run.Code.ShouldBe((int)ExitCode.Unhealthy);
        run.Output.ShouldMatch(@"FAIL  clock .*differ by 9\d\d seconds");
    }

    [Fact]
    public async Task Closed_port_ends_the_examination_with_advice()
    {
        await using var world = await World.LoggedInAsync();
        await world.Gateway.DisposeAsync();

        var run = await world.RunAsync("doctor");

        run.Code.ShouldBe((int)ExitCode.Unhealthy);
        run.Output.ShouldContain("FAIL  connection");
        run.Output.ShouldNotContain("login");
    }

    [Fact]
    public async Task Name_without_an_address_is_found()
    {
        await using var world = await World.CreateAsync();
        await world.RunAsync("targets", "add", "gone", "https://gateway.invalid");

        var run = await world.RunAsync("doctor");

        run.Code.ShouldBe((int)ExitCode.Unhealthy);
        run.Output.ShouldContain("FAIL  dns");
    }

    [Fact]
    public async Task Role_that_wants_another_login_is_noted_with_the_command_to_type()
    {
        await using var world = await World.LoggedInAsync();
        world.Gateway.AddGoldenRole();

        var run = await world.RunAsync("doctor", "--role", "deployer");

        run.Output.ShouldContain("orders-reader, analyst, deployer (after another login)");
        run.Output.ShouldContain("note  signed call");
        run.Output.ShouldContain("--acr-values \"gold\" --max-age 60");
    }

    [Theory]
    [InlineData("AccessDenied", 0, "ok    signed call     the gateway takes signatures as orders-reader; the grant does not include sts:GetCallerIdentity")]
    [InlineData("InvalidParameterValue", 0, "note  signed call     the gateway takes signatures as orders-reader; what stands behind it as AWS does not know sts:GetCallerIdentity")]
    [InlineData("InvalidAction", (int)ExitCode.Unhealthy, "FAIL  signed call     InvalidAction: no")]
    [InlineData("SignatureDoesNotMatch", (int)ExitCode.Unhealthy, "FAIL  signed call     SignatureDoesNotMatch: no")]
    public async Task Signed_call_that_is_refused_is_found_by_what_refuses_it(string fault, int code, string found)
    {
        await using var world = await World.LoggedInAsync();
        world.Time.SetUtcNow(TimeProvider.System.GetUtcNow());
        await world.RunAsync("login", world.Url);
        world.Gateway.StsFault = fault;

        var run = await world.RunAsync("doctor");

        run.Code.ShouldBe(code, run.Output + run.Error);
        run.Output.ShouldContain(found);
    }

    [Fact]
    public async Task Signed_call_that_no_role_may_be_tried_with_is_noted()
    {
        await using var world = await World.LoggedInAsync();
        world.Time.SetUtcNow(TimeProvider.System.GetUtcNow());
        await world.RunAsync("login", world.Url);
        world.Gateway.Roles.RemoveAt(0);

        var run = await world.RunAsync("doctor");

        run.Code.ShouldBe(0, run.Output + run.Error);
        run.Output.ShouldContain("note  signed call     no role to try it with: none of yours may be forwarded");
    }

    [Fact]
    public async Task Signed_call_that_waits_for_another_login_is_noted_with_the_role_to_name()
    {
        await using var world = await World.LoggedInAsync();
        world.Gateway.AddGoldenRole();
        world.Gateway.Roles.RemoveAt(0);

        var run = await world.RunAsync("doctor");

        run.Output.ShouldContain("note  signed call     no role to try it with: deployer wants another login first");
        run.Output.ShouldContain("`stsgw doctor --role deployer` asks for it.");
    }

    [Fact]
    public async Task Step_that_throws_is_a_finding_beside_those_before_it()
    {
        await using var world = await World.LoggedInWithKeyringAsync();
        world.Keyring.Gone = true;

        var run = await world.RunAsync("doctor");

        run.Code.ShouldBe((int)ExitCode.Unhealthy, run.Error);
        run.Output.ShouldContain("ok    gateway");
        run.Output.ShouldContain("FAIL  login");
        run.Output.ShouldContain("--storage file");
    }

    [Fact]
    public async Task Findings_are_shown_while_later_steps_are_still_under_way()
    {
        await using var world = await World.LoggedInAsync();
        await using var screen = new WatchedScreen("ok    gateway");
        world.Gateway.Before["/readyz"] = () => screen.Seen;

        var doctor = StsgwCommand.RunAsync(world.Context(screen, TextWriter.Null), ["doctor"]);

        await screen.Seen.WaitAsync(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken);
        await doctor;
    }

    [Fact]
    public async Task Token_for_another_audience_is_found_with_the_mapper_to_add()
    {
        await using var world = await World.CreateAsync();
        world.Issuer.Audience = "account";
        await world.RunAsync("login", world.Url);

        var run = await world.RunAsync("doctor");

        run.Output.ShouldContain("meant for account, not for gateway");
        run.Output.ShouldContain("audience mapper");
    }

    [Theory]
    [InlineData("https://cluster.example")]
    [InlineData("https://cluster.example/")]
    public async Task Token_of_another_issuer_that_the_gateway_trusts_is_good_with_that_issuers_audience(string issuer)
    {
        await using var world = await WorldOfTwoIssuersAsync(new() { ["iss"] = issuer, ["aud"] = "aws-gateway" });

        var run = await world.RunAsync("doctor");

        run.Output.ShouldContain("ok    login           as job");
    }

    [Fact]
    public async Task Token_of_another_issuer_is_held_to_that_issuers_audience()
    {
        await using var world = await WorldOfTwoIssuersAsync(new() { ["iss"] = "https://cluster.example", ["aud"] = "gateway", ["azp"] = "batch" });

        var run = await world.RunAsync("doctor");

        run.Output.ShouldContain("FAIL  login           The access token is meant for gateway, not for aws-gateway.");
        run.Output.ShouldContain("give the client batch an audience mapper for aws-gateway");
    }

    [Fact]
    public async Task Token_of_an_issuer_that_the_gateway_does_not_trust_is_found_with_those_that_it_does()
    {
        await using var world = await WorldOfTwoIssuersAsync(new() { ["iss"] = "https://stranger.example", ["aud"] = "gateway" });

        var run = await world.RunAsync("doctor");

        run.Output.ShouldContain($"The access token is from https://stranger.example, and the gateway trusts {world.Issuer.Name}, https://cluster.example/.");
    }

    [Fact]
    public async Task Slash_at_the_end_of_the_only_issuers_name_is_no_difference()
    {
        await using var world = await World.CreateAsync();
        await GiveTokenAsync(world, new() { ["iss"] = $"{world.Issuer.Name}/", ["aud"] = "gateway" });

        var run = await world.RunAsync("doctor");

        run.Output.ShouldContain("ok    login           as job");
    }

    private static async Task<World> WorldOfTwoIssuersAsync(Dictionary<string, object> claims)
    {
        var world = await World.CreateAsync();
        world.Gateway.Configuration["issuers"] = new[]
        {
            new Dictionary<string, string> { ["issuer"] = world.Issuer.Name, ["clientId"] = "stsgw", ["audience"] = "gateway" },
            new Dictionary<string, string> { ["issuer"] = "https://cluster.example/", ["clientId"] = "stsgw", ["audience"] = "aws-gateway" },
        };
        await GiveTokenAsync(world, claims);
        return world;
    }

    private static async Task GiveTokenAsync(World world, Dictionary<string, object> claims)
    {
        var file = Path.Combine(world.Home, "token");
        claims["sub"] = "job";
        await File.WriteAllTextAsync(file, Standins.Tokens.Jwt(claims));
        world.Variables["STSGW_GATEWAY"] = world.Url;
        world.Variables["STSGW_TOKEN_FILE"] = file;
    }
}
