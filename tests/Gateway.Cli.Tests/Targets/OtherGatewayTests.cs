using Gateway.Cli.Terminal;
using Gateway.Cli.Tests.Standins;

namespace Gateway.Cli.Tests.Targets;

/// <summary>Tokens of one gateway are for that gateway, whatever another is called.</summary>
public sealed class OtherGatewayTests : IAsyncLifetime
{
    private World _world = null!;
    private GatewayStandin _other = null!;

    private string Other => _other.Address.GetLeftPart(UriPartial.Authority);

    public async ValueTask InitializeAsync()
    {
        _world = await World.CreateAsync();
        _other = new GatewayStandin(_world.Issuer);
        await _other.StartAsync();
    }

    [Fact]
    public async Task A_gateway_whose_host_begins_alike_is_not_sent_a_person_s_token()
    {
        await LogInAsync();
        _world.Variables["STSGW_GATEWAY"] = Other;

        var roles = await _world.RunAsync("roles");

        roles.Code.ShouldBe((int)ExitCode.LoginNeeded, roles.Error);
        roles.Error.ShouldContain($"stsgw login {Other}");
        _other.AcceptedTokens.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_gateway_whose_host_begins_alike_is_not_sent_a_workload_s_token()
    {
        (_world.Variables["STSGW_CLIENT_ID"], _world.Variables["STSGW_CLIENT_SECRET"]) = ("ci", "s3cret");
        _world.Variables["STSGW_GATEWAY"] = _world.Url;
        (await _world.RunAsync("roles")).Code.ShouldBe(0);

        _world.Variables["STSGW_GATEWAY"] = Other;
        (await _world.RunAsync("roles")).Code.ShouldBe(0);

        _other.AcceptedTokens.ShouldHaveSingleItem();
        _other.AcceptedTokens.Intersect(_world.Gateway.AcceptedTokens).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_target_that_gets_the_name_of_a_removed_one_gets_nothing_of_it()
    {
        await LogInAsync();
        (await _world.RunAsync("roles")).Code.ShouldBe(0);
        (await _world.RunAsync("token", "--file", Path.Combine(_world.Home, "token"))).Code.ShouldBe(0);
        (await _world.RunAsync("targets", "remove", "127.0.0.1")).Code.ShouldBe(0);
        Directory.EnumerateFiles(_world.ConfigDirectory, "*", SearchOption.AllDirectories).Where(file => new FileInfo(file).Length > 0 && !file.EndsWith("targets.json", StringComparison.Ordinal)).ShouldBeEmpty();

        (await _world.RunAsync("targets", "add", "127.0.0.1", Other)).Code.ShouldBe(0);

        (await _world.RunAsync("roles")).Code.ShouldBe((int)ExitCode.LoginNeeded);
        _other.AcceptedTokens.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_session_that_was_kept_for_another_address_counts_as_none()
    {
        await LogInAsync();
        var targets = Path.Combine(_world.ConfigDirectory, "targets.json");
        await File.WriteAllTextAsync(targets, (await File.ReadAllTextAsync(targets, TestContext.Current.CancellationToken)).Replace(_world.Url, Other, StringComparison.Ordinal), TestContext.Current.CancellationToken);

        (await _world.RunAsync("roles")).Code.ShouldBe((int)ExitCode.LoginNeeded);

        _other.AcceptedTokens.ShouldBeEmpty();
    }

    [Fact]
    public async Task Target_may_be_an_address_and_is_the_saved_gateway_there()
    {
        await LogInAsync();
        await _world.RunAsync("targets", "add", "other", Other);
        await _world.RunAsync("targets", "use", "other");

        (await _world.RunAsync("credential-process", "--target", _world.Url, "--role", "orders-reader")).Code.ShouldBe(0);

        (await _world.RunAsync("roles", "--target", Other)).Code.ShouldBe((int)ExitCode.LoginNeeded);
        _other.AcceptedTokens.ShouldBeEmpty();
    }

    [Fact]
    public async Task Address_of_plain_http_beyond_this_machine_is_refused_as_a_target()
    {
        var run = await _world.RunAsync("roles", "--target", "http://gateway.example.com");

        run.Code.ShouldBe((int)ExitCode.Usage);
        run.Error.ShouldContain("plain http");
    }

    [Fact]
    public async Task Login_at_an_address_of_the_environment_saves_it_under_a_name_of_its_own()
    {
        await LogInAsync();
        _world.Variables["STSGW_GATEWAY"] = Other;

        (await _world.RunAsync("login")).Code.ShouldBe(0);

        (await _world.RunAsync("targets", "list", "--output", "json")).Json.AsArray().Select(target => target!["name"]!.GetValue<string>()).ShouldBe(["127.0.0.1", "127.0.0.1-2"]);
        (await _world.RunAsync("roles")).Code.ShouldBe(0);
    }

    public async ValueTask DisposeAsync()
    {
        await _other.DisposeAsync();
        await _world.DisposeAsync();
    }

    private async Task LogInAsync() => (await _world.RunAsync("login", _world.Url)).Code.ShouldBe(0);
}
