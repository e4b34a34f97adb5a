using Gateway.Cli.Terminal;
using Gateway.Cli.Tests.Standins;

namespace Gateway.Cli.Tests.Login;

/// <summary>A gateway names its issuer, and that names its endpoints: neither may send a browser to a file, nor a secret over plain http.</summary>
public sealed class IssuerEndpointTests
{
    [Theory]
    [InlineData("authorization_endpoint", "file:///etc/passwd")]
    [InlineData("authorization_endpoint", "ms-settings:privacy")]
    [InlineData("token_endpoint", "http://issuer.example/token")]
    [InlineData("device_authorization_endpoint", "http://issuer.example/device")]
    [InlineData("pushed_authorization_request_endpoint", "http://issuer.example/par")]
    [InlineData("end_session_endpoint", "http://issuer.example/logout")]
    public async Task Endpoint_that_is_no_https_is_refused_before_anything_goes_there(string endpoint, string address)
    {
        await using var world = await World.CreateAsync();
        world.Issuer.OtherEndpoints[endpoint] = address;

        var login = await world.RunAsync("login", world.Url);

        login.Code.ShouldBe((int)ExitCode.Failed, login.Error);
        login.Error.ShouldContain(address);
        world.Browser.Opened.ShouldBeEmpty();
    }

    [Theory]
    [InlineData()]
    [InlineData("--no-browser")]
    public async Task Escape_sequence_in_the_login_page_s_address_does_not_reach_the_terminal(params string[] options)
    {
        await using var world = await World.CreateAsync();
        world.Issuer.OtherEndpoints["authorization_endpoint"] = $"{world.Issuer.Name}/authorize\u001b]0;title\u0007\u202e";
        world.Browser.Visit = _ => Task.CompletedTask;

        var login = world.RunAsync(["login", world.Url, .. options]);
        while (await Task.WhenAny(login, Task.Delay(TimeSpan.FromMilliseconds(10), TestContext.Current.CancellationToken)) != login)
        {
            // Nobody completes it.
            world.Time.Advance(TimeSpan.FromMinutes(1));
        }

        (await login).Error.ShouldContain("/authorize%1B]0;title%07%E2%80%AE?");
    }
}
