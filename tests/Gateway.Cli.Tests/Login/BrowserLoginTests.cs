using System.Net;
using System.Net.Sockets;
using System.Runtime.Versioning;
using Gateway.Cli.Terminal;
using Gateway.Cli.Tests.Standins;

namespace Gateway.Cli.Tests.Login;

public sealed class BrowserLoginTests
{
    [Fact]
    public async Task Login_with_nothing_but_the_address_stores_a_session_and_makes_the_gateway_current()
    {
        await using var world = await World.CreateAsync();

        var login = await world.RunAsync("login", world.Url);

        login.Code.ShouldBe(0, login.Error);
        login.Error.ShouldContain("as demo");
        File.Exists(world.SessionFile).ShouldBeTrue();
        (await world.RunAsync("targets", "list", "-o", "json")).Json[0]!["current"]!.GetValue<bool>().ShouldBeTrue();
    }

    [Fact]
    [UnsupportedOSPlatform("windows")]
    public async Task Session_file_is_readable_by_its_owner_alone()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no such modes.");
        await using var world = await World.LoggedInAsync();

        File.GetUnixFileMode(world.SessionFile).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        File.GetUnixFileMode(Path.GetDirectoryName(world.SessionFile)!).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    [Fact]
    public async Task Authorization_request_has_pkce_state_nonce_and_a_loopback_address_with_a_port()
    {
        await using var world = await World.LoggedInAsync();

        var request = world.Issuer.AuthorizationRequests.Single();
        request["code_challenge_method"].ShouldBe("S256");
        request["state"].Length.ShouldBeGreaterThan(15);
        request["nonce"].Length.ShouldBe(32);
        request["redirect_uri"].ShouldMatch(@"^http://127\.0\.0\.1:\d+/callback$");
    }

    [Fact]
    public async Task Browser_ends_at_a_page_that_says_so()
    {
        await using var world = await World.LoggedInAsync();

        (await world.Browser.Page!).ShouldContain("You are logged in");
    }

    [Fact]
    public async Task Folder_that_cannot_be_written_is_told_before_the_browser_opens()
    {
        await using var world = await World.CreateAsync();
        await File.WriteAllTextAsync(world.ConfigDirectory, "not a folder", TestContext.Current.CancellationToken);

        var login = await world.RunAsync("login", world.Url);

        login.Code.ShouldBe((int)ExitCode.Usage);
        login.Error.ShouldContain(world.ConfigDirectory);
        login.Error.ShouldContain("STSGW_HOME");
        world.Issuer.AuthorizationRequests.ShouldBeEmpty();
    }

    [Fact]
    public async Task Two_logins_at_once_leave_one_session_that_works()
    {
        await using var world = await World.CreateAsync();

        var logins = Task.WhenAll(world.RunAsync("login", world.Url), world.RunAsync("login", world.Url));
        while (await Task.WhenAny(logins, Task.Delay(TimeSpan.FromMilliseconds(10), TestContext.Current.CancellationToken)) != logins)
        {
            // One may wait for the other's lock, by this clock.
            world.Time.Advance(TimeSpan.FromMilliseconds(20));
        }

        (await logins).ShouldAllBe(login => login.Code == 0);
        (await world.RunAsync("targets", "list", "-o", "json")).Json.AsArray().ShouldHaveSingleItem();
        (await world.RunAsync("roles")).Code.ShouldBe(0);
    }

    [Fact]
    public async Task Taken_callback_port_is_said_with_a_way_out()
    {
        await using var world = await World.CreateAsync();
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var port = ((IPEndPoint)taken.LocalEndpoint).Port;

        var login = await world.RunAsync("login", world.Url, "--callback-port", $"{port}");

        login.Code.ShouldBe((int)ExitCode.LoginFailed);
        login.Error.ShouldContain($"Port {port}");
        login.Error.ShouldContain("--device");
    }

    [Fact]
    public async Task Login_that_nobody_completes_ends_after_five_minutes()
    {
        await using var world = await World.CreateAsync();
        world.Browser.Visit = _ =>
        {
            world.Time.Advance(TimeSpan.FromMinutes(5));
            return Task.CompletedTask;
        };

        var login = await world.RunAsync("login", world.Url);

        login.Code.ShouldBe((int)ExitCode.LoginFailed);
        login.Error.ShouldContain("within 5 minutes");
    }

    [Fact]
    public async Task Without_a_browser_the_address_is_printed_and_the_pasted_answer_is_taken()
    {
        await using var world = await World.CreateAsync();
        world.Interactive = true;
        using var terminal = new PersonAtTerminal();
        world.In = terminal;
        using var error = new StringWriter();
        var context = world.Context(TextWriter.Null, TextWriter.Synchronized(terminal.Watching(error)));

        var code = await StsgwCommand.RunAsync(context, ["login", world.Url, "--no-browser"]);

        code.ShouldBe(0, error.ToString());
        world.Browser.Opened.ShouldBeEmpty();
    }

    [Fact]
    public async Task Acr_values_and_max_age_are_asked_for()
    {
        await using var world = await World.CreateAsync();

        await world.RunAsync("login", world.Url, "--acr-values", "gold", "--max-age", "60");

        var request = world.Issuer.AuthorizationRequests.Single();
        request["acr_values"].ShouldBe("gold");
        request["max_age"].ShouldBe("60");
    }

    [Fact]
    public async Task Page_that_is_opened_by_hand_may_be_opened_twice()
    {
        await using var world = await World.CreateAsync();
        world.Browser.Visit = async address =>
        {
            using var peek = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false });
            await peek.GetAsync(address);
            using var http = new HttpClient();
            await http.GetAsync(address);
        };

        var login = await world.RunAsync("login", world.Url);

        login.Code.ShouldBe(0, login.Error);
        world.Issuer.Log.ShouldNotContain("POST /par");
    }

    [Fact]
    public async Task Issuer_that_requires_pushed_requests_gets_one()
    {
        await using var world = await World.CreateAsync();
        world.Issuer.RequiresPushing = true;

        var login = await world.RunAsync("login", world.Url);

        login.Code.ShouldBe(0, login.Error);
        world.Issuer.AuthorizationRequests.Single().ShouldContainKey("request_uri");
    }

    [Fact]
    public async Task Token_file_that_another_command_set_meanwhile_is_not_undone()
    {
        await using var world = await World.LoggedInAsync();
        world.Browser.Visit = async address =>
        {
            (await world.RunAsync("configure")).Code.ShouldBe(0);
            using var http = new HttpClient();
            await http.GetAsync(address);
        };

        (await world.RunAsync("login")).Code.ShouldBe(0);

        (await File.ReadAllTextAsync(world.TargetsFile, TestContext.Current.CancellationToken)).ShouldContain("tokenFile");
    }

    [Fact]
    public async Task Issuer_that_is_down_is_named()
    {
        await using var world = await World.CreateAsync();
        world.Issuer.Broken = true;

        var login = await world.RunAsync("login", world.Url);

        login.Code.ShouldBe((int)ExitCode.Unreachable);
        login.Error.ShouldContain(world.Issuer.Name);
    }

    [Fact]
    public async Task Plain_http_to_another_machine_is_refused()
    {
        await using var world = await World.CreateAsync();

        var login = await world.RunAsync("login", "http://gateway.example");

        login.Code.ShouldBe((int)ExitCode.Usage);
        login.Error.ShouldContain("--allow-http");
    }
}
