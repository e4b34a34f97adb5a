using Gateway.Cli.Terminal;
using Gateway.Cli.Tests.Standins;

namespace Gateway.Cli.Tests.Login;

public sealed class ClientCredentialsTests
{
    [Fact]
    public async Task Client_in_the_environment_needs_no_login()
    {
        await using var world = await World.CreateAsync();
        world.Variables["STSGW_GATEWAY"] = world.Url;
        world.Variables["STSGW_CLIENT_ID"] = "ci";
        world.Variables["STSGW_CLIENT_SECRET"] = "s3cret";

        var me = await world.RunAsync("whoami", "--output", "json");

        me.Code.ShouldBe(0, me.Error);
        me.Json["username"]!.GetValue<string>().ShouldBe("ci");
    }

    [Fact]
    public async Task Client_token_is_shared_until_it_is_due()
    {
        await using var world = await World.CreateAsync();
        world.Variables["STSGW_GATEWAY"] = world.Url;
        world.Variables["STSGW_CLIENT_ID"] = "ci";
        world.Variables["STSGW_CLIENT_SECRET"] = "s3cret";

        var first = await world.RunAsync("token");
        var second = await world.RunAsync("token");
        world.Time.Advance(TimeSpan.FromMinutes(5));
        var third = await world.RunAsync("token");

        second.Output.ShouldBe(first.Output);
        third.Output.ShouldNotBe(first.Output);
    }

    [Fact]
    public async Task Client_secret_is_stored_nowhere()
    {
        await using var world = await World.CreateAsync();
        world.In = new StringReader("s3cret\n");

        var login = await world.RunAsync("login", world.Url, "--client-id", "ci");

        login.Code.ShouldBe(0, login.Error);
        Directory.EnumerateFiles(world.Home, "*", SearchOption.AllDirectories).ShouldAllBe(f => !File.ReadAllText(f).Contains("s3cret", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Client_secret_is_asked_for_at_a_terminal_and_not_shown()
    {
        await using var world = await World.CreateAsync();
        world.Interactive = true;
        world.Hidden = new StringReader("s3cret\n");

        var login = await world.RunAsync("login", world.Url, "--client-id", "ci");

        login.Code.ShouldBe(0, login.Error);
        login.Error.ShouldStartWith("Secret of ci (not shown): ");
        login.Error.ShouldNotContain("s3cret");
    }

    [Fact]
    public async Task Client_secret_in_a_pipe_is_not_asked_for()
    {
        await using var world = await World.CreateAsync();
        world.In = new StringReader("s3cret\n");

        var login = await world.RunAsync("login", world.Url, "--client-id", "ci");

        login.Code.ShouldBe(0, login.Error);
        login.Error.ShouldNotContain("not shown");
    }

    [Fact]
    public async Task Wrong_client_secret_is_a_failed_login()
    {
        await using var world = await World.CreateAsync();
        world.Variables["STSGW_CLIENT_SECRET"] = "wrong";

        var login = await world.RunAsync("login", world.Url, "--client-id", "ci");

        login.Code.ShouldBe((int)ExitCode.LoginFailed);
        login.Error.ShouldContain($"{world.Issuer.Name} refused: unauthorized_client.");
    }

    [Fact]
    public async Task Token_file_of_a_workload_is_read_anew_each_time()
    {
        await using var world = await World.CreateAsync();
        var file = Path.Combine(world.Home, "projected");
        world.Variables["STSGW_GATEWAY"] = world.Url;
        world.Variables["STSGW_TOKEN_FILE"] = file;
        await File.WriteAllTextAsync(file, "first\n", TestContext.Current.CancellationToken);
        var first = await world.RunAsync("token");
        await File.WriteAllTextAsync(file, "second", TestContext.Current.CancellationToken);
        var second = await world.RunAsync("token");

        first.Output.Trim().ShouldBe("first");
        second.Output.Trim().ShouldBe("second");
    }
}
