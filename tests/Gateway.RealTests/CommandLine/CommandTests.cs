using System.Diagnostics;
using System.Text.Json.Nodes;
using Gateway.RealTests.Aws;
using Gateway.RealTests.Gateways;
using Gateway.RealTests.Sso;
using Shouldly;
using Xunit;

namespace Gateway.RealTests.CommandLine;

/// <summary><c>stsgw</c> with a real Keycloak, and the AWS CLI that it sets up.</summary>
public sealed class CommandTests(RealWorld world)
{
    private const string Bucket = $"s3://{MinioServer.Bucket}/";
    private const int LoginNeeded = 3;
    private const int FreshLoginNeeded = 6;

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    [Fact]
    public async Task Exec_gives_a_command_the_role()
    {
        using var home = await LoggedInAsync((await world.Portal.RunningAsync()).Gateway);

        (await home.RunAsync("exec", "--role", "orders-reader", "--", "aws", "s3", "ls", Bucket)).ShouldSucceed();
    }

    [Fact]
    public async Task Env_gives_a_shell_the_role()
    {
        using var home = await LoggedInAsync((await world.Portal.RunningAsync()).Gateway);

        (await home.ShellAsync($"""lines=$(stsgw env --role orders-reader) && eval "$lines" && aws s3 ls {Bucket}""")).ShouldSucceed();
    }

    [Fact]
    public async Task Console_leads_a_browser_to_AWS_whose_arguments_hold_no_secret()
    {
        using var home = await LoggedInAsync((await world.Portal.RunningAsync()).Gateway);
        // A browser is a program that is started with an address.
        const string browser = "#!/bin/sh\necho \"$1\" > started-with; curl -s -o answer -w %{redirect_url} \"$1\" > led-to.part; mv led-to.part led-to\n";

        var run = await home.ShellAsync(
            $"printf '%s' '{browser}' > browser; chmod +x browser; BROWSER=$PWD/browser stsgw console --role orders-reader --destination s3 && until [ -e led-to ]; do sleep 0.1; done; cat started-with led-to");

        var lines = run.ShouldSucceed().Split('\n');
        lines[0].ShouldStartWith("http://127.0.0.1:");
        lines[0].ShouldNotContain("SigninToken");
        lines[1].ShouldContain("SigninToken=");
    }

    [Theory]
    [InlineData("webidentity")]
    [InlineData("process")]
    public async Task Configure_writes_profiles_that_the_AWS_CLI_takes(string via)
    {
        using var home = await LoggedInAsync((await world.Portal.RunningAsync()).Gateway);
        (await home.RunAsync("configure", "--prefix", "gw-", "--via", via)).ShouldSucceed();

        (await home.ShellAsync($"aws s3 ls {Bucket} --profile gw-orders-reader")).ShouldSucceed();
    }

    [Fact]
    public async Task Twenty_credential_processes_at_once_with_an_expired_token_refresh_once_at_Keycloak()
    {
        var portal = await world.Portal.RunningAsync();
        await portal.Admin.AddUserLikeDemoAsync("example", "many");
        await portal.Admin.RecordRefreshesAsync("example");
        using var home = await LoggedInAsync(portal.Gateway, "many");
        await home.ExpireTokenAsync();

        var results = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => home.RunAsync("credential-process", "--role", "orders-reader")));

        results.ShouldAllBe(result => result.ShouldSucceed().Contains("GWAY", StringComparison.Ordinal));
        (await portal.Admin.CountRefreshesAsync("example", "many")).ShouldBe(1);
    }

    [Fact]
    public async Task A_folder_that_cannot_be_written_is_told_before_a_refresh_token_is_spent()
    {
        var portal = await world.Portal.RunningAsync();
        await portal.Admin.AddUserLikeDemoAsync("example", "read-only");
        await portal.Admin.RecordRefreshesAsync("example");
        using var home = await LoggedInAsync(portal.Gateway, "read-only");
        await home.ExpireTokenAsync();

        // Without its capabilities root is kept out of a folder like anyone.
        var confined = System.Environment.IsPrivilegedProcess ? "setpriv --bounding-set=-all --inh-caps=-all " : "";
        var refused = await home.ShellAsync($"chmod 500 stsgw/sessions; {confined}stsgw token; code=$?; chmod 700 stsgw/sessions; exit $code");

        refused.ShouldFail().ShouldContain("STSGW_HOME");
        (await portal.Admin.CountRefreshesAsync("example", "read-only")).ShouldBe(0);
        (await home.RunAsync("token")).ShouldSucceed();
    }

    [Fact]
    public async Task Logging_out_ends_the_session_at_Keycloak()
    {
        using var home = await LoggedInAsync((await world.Portal.RunningAsync()).Gateway);
        var session = JsonNode.Parse(await File.ReadAllTextAsync(home.SessionFile, TestContext.Current.CancellationToken))!;
        var renewal = new Dictionary<string, string>
        {
            ["grant_type"] = "refresh_token",
            ["client_id"] = "stsgw",
            ["refresh_token"] = session["refreshToken"]!.GetValue<string>(),
        };

        (await home.RunAsync("logout")).ShouldSucceed();

        var realm = await world.RealmAsync();
        (await realm.RefusalAsync(renewal)).ShouldContain("invalid_grant");
    }

    [Fact]
    public async Task A_person_at_a_terminal_is_asked_for_the_fresh_login_at_once()
    {
        var portal = await world.Portal.RunningAsync();
        await using var gateway = await portal.StartFreshGatewayAsync();
        using var home = await LoggedInAsync(gateway);
        var refused = await home.RunAsync("credentials", "--role", "orders-writer");
        for (var waited = Stopwatch.StartNew(); refused.ExitCode == 0 && waited.Elapsed < Patience; await Task.Delay(TimeSpan.FromSeconds(1)))
        {
            refused = await home.RunAsync("credentials", "--role", "orders-writer");
        }

        var given = await home.AtTerminalAsync(FollowAsync("demo"), "credentials --role orders-writer");

        given.ShouldSucceed().ShouldContain("GWAY");
    }

    [Fact]
    public async Task A_session_that_an_administrator_ends_asks_for_a_login_and_its_live_credentials_end()
    {
        var portal = await world.Portal.RunningAsync();
        await portal.Admin.AddUserLikeDemoAsync("example", "stsgw-leaver");
        using var home = await LoggedInAsync(portal.Gateway, "stsgw-leaver");
        var lines = (await home.RunAsync("env", "--role", "orders-reader", "--shell", "bash")).ShouldSucceed();
        await portal.Admin.EndSessionsAsync("example", "stsgw-leaver");

        var listed = await home.ShellAsync($"{lines}\naws s3 ls {Bucket}");
        var asked = await home.RunAsync("credential-process", "--role", "orders-reader");

        listed.ShouldFail().ShouldContain("ExpiredToken");
        asked.ExitCode.ShouldBe(LoginNeeded, asked.Error);
        asked.Error.ShouldContain("stsgw login");
    }

    [Fact]
    public async Task A_role_that_wants_a_fresh_login_asks_for_it_and_then_works()
    {
        var portal = await world.Portal.RunningAsync();
        await using var gateway = await portal.StartFreshGatewayAsync();
        using var home = await LoggedInAsync(gateway);
        var refused = await home.RunAsync("credential-process", "--role", "orders-writer");
        for (var waited = Stopwatch.StartNew(); refused.ExitCode == 0 && waited.Elapsed < Patience; await Task.Delay(TimeSpan.FromSeconds(1)))
        {
            refused = await home.RunAsync("credential-process", "--role", "orders-writer");
        }

        refused.ExitCode.ShouldBe(FreshLoginNeeded, refused.Error);
        refused.Error.ShouldContain("--max-age");
        (await home.RunAsync("credential-process", "--role", "orders-reader")).ShouldSucceed();

        await LogInAsync(home, "demo", "--max-age", "0");

        (await home.RunAsync("credential-process", "--role", "orders-writer")).ShouldSucceed();
    }

    private async Task<StsgwHome> LoggedInAsync(GatewayProcess gateway, string user = "demo")
    {
        var home = await StsgwHome.OfAsync(world, gateway);
        await LogInAsync(home, user);
        return home;
    }

    private static Task LogInAsync(StsgwHome home, string user, params string[] arguments) => home.LogInAsync(FollowAsync(user), arguments);

    private static Func<Uri, Task> FollowAsync(string user) => async link =>
    {
        using var person = new PersonAtBrowser();
        await person.SignInAsync(link, user);
    };
}
