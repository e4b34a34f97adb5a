using System.Net;
using System.Net.Sockets;
using Gateway.Cli.Terminal;
using Gateway.Cli.Tests.Standins;

namespace Gateway.Cli.Tests.Login;

/// <summary>What comes back to the loopback port of a login, and from whom.</summary>
public sealed class LoginCallbackTests
{
    [Fact]
    public async Task Callback_with_another_state_is_refused_and_the_login_goes_on()
    {
        await using var world = await World.CreateAsync();
        HttpStatusCode? forged = null;
        world.Browser.Visit = async address =>
        {
            using var http = new HttpClient();
            var callback = System.Web.HttpUtility.ParseQueryString(address.Query)["redirect_uri"];
            forged = (await http.GetAsync($"{callback}?code=injected&state=guessed")).StatusCode;
            await http.GetAsync(address);
        };

        var login = await world.RunAsync("login", world.Url);

        login.Code.ShouldBe(0, login.Error);
        forged.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Silent_connection_to_the_callback_port_does_not_hold_up_the_login()
    {
        await using var world = await World.CreateAsync();
        using var silent = new TcpClient();
        world.Browser.Visit = async address =>
        {
            var callback = new Uri(System.Web.HttpUtility.ParseQueryString(address.Query)["redirect_uri"]!);
            await silent.ConnectAsync(IPAddress.Loopback, callback.Port);
            using var http = new HttpClient();
            await http.GetAsync(address);
        };

        (await world.RunAsync("login", world.Url)).Code.ShouldBe(0);
    }

    [Fact]
    public async Task Injected_code_of_another_login_fails_at_the_verifier()
    {
        await using var world = await World.CreateAsync();
        world.Browser.Visit = async address =>
        {
            using var http = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false });
            var query = System.Web.HttpUtility.ParseQueryString(address.Query);
            query["code_challenge"] = "another-logins-challenge";
            var redirect = await http.GetAsync($"{address.GetLeftPart(UriPartial.Path)}?{query}");
            await http.GetAsync(redirect.Headers.Location);
        };

        var login = await world.RunAsync("login", world.Url);

        login.Code.ShouldBe((int)ExitCode.LoginFailed);
        File.Exists(world.SessionFile).ShouldBeFalse();
    }

    [Fact]
    public async Task Replayed_nonce_is_refused()
    {
        await using var world = await World.CreateAsync();
        world.Issuer.ForgedNonce = "an older login's";

        var login = await world.RunAsync("login", world.Url);

        login.Code.ShouldBe((int)ExitCode.LoginFailed);
        login.Error.ShouldContain("nonce");
    }

    [Fact]
    public async Task Answer_of_another_issuer_is_refused()
    {
        await using var world = await World.CreateAsync();
        world.Issuer.AnnouncedIssuer = "https://evil.example";

        var login = await world.RunAsync("login", world.Url);

        login.Code.ShouldBe((int)ExitCode.LoginFailed);
        login.Error.ShouldContain("https://evil.example");
    }

    [Fact]
    public async Task Refusal_by_the_issuer_is_shown_and_cannot_put_script_into_the_page()
    {
        await using var world = await World.CreateAsync();
        Task<string>? page = null;
        world.Browser.Visit = async address =>
        {
            using var http = new HttpClient();
            var query = System.Web.HttpUtility.ParseQueryString(address.Query);
            page = http.GetStringAsync($"{query["redirect_uri"]}?state={query["state"]}&error=access_denied&error_description=%3Cscript%3Ealert(1)%3C/script%3E");
            await page;
        };

        var login = await world.RunAsync("login", world.Url);

        login.Code.ShouldBe((int)ExitCode.LoginFailed);
        login.Error.ShouldContain("<script>alert(1)</script>");
        await world.Browser.Page!;
        (await page!).ShouldNotContain("<script>");
    }
}
