using System.Text.RegularExpressions;
using Gateway.Sandbox.Keycloak;
using Gateway.Tests.Portal;
using Gateway.Tests.Sso;
using Shouldly;
using Xunit;

namespace Gateway.Tests.Hosting;

public sealed partial class SecretWatchTests
{
    [Fact]
    public async Task It_knows_the_session_keys_and_the_portal_s_client_secret()
    {
        var second = Convert.ToBase64String([.. Enumerable.Range(0, 32).Select(i => (byte)i)]);
        await using var gateway = await PortalGateway.StartAsync(settings: ("Gateway:Sessions:Keys:1", second));

        gateway.Secrets.Knows(Convert.ToBase64String(new byte[32])).ShouldBeTrue();
        gateway.Secrets.Knows(second).ShouldBeTrue();
        gateway.Secrets.Knows(ExampleRealm.Clients.Single(client => client.ClientId == "portal").Secret!).ShouldBeTrue();
    }

    [Fact]
    public async Task It_knows_the_code_the_tokens_and_the_cookies_of_a_portal_sign_in()
    {
        await using var gateway = await PortalGateway.StartAsync();

        using var browser = await PortalBrowser.SignedInAsync(gateway);

        (await browser.OpenAsync("/")).Dispose();
        var code = browser.Addresses.Select(address => CodeOf().Match(address).Groups["code"].Value).First(found => found.Length > 0);
        string[] passed = [code, .. browser.Cookies.GetAllCookies().Where(cookie => cookie.Name.Contains("gateway-portalC", StringComparison.Ordinal)).Select(cookie => cookie.Value)];
        passed.Length.ShouldBeGreaterThan(1);
        passed.ShouldAllBe(secret => gateway.Secrets.Knows(secret));
        gateway.Secrets.Count("handed out").ShouldBeGreaterThanOrEqualTo(3, "access, refresh and ID token");
    }

    [Fact]
    public async Task It_knows_the_token_of_each_call_to_SSO()
    {
        await using var world = await SsoWorld.StartAsync();
        var shown = world.Gateway.Keycloak.MintAccessToken("demo");

        await world.Sso.ListAccountsAsync(new() { AccessToken = shown });

        world.Gateway.Secrets.Knows(shown).ShouldBeTrue();
    }

    [Fact]
    public async Task It_knows_what_SSO_hands_out()
    {
        await using var world = await SsoWorld.StartAsync();
        var (client, token) = await world.LogInAsync();
        var credentials = (await world.Sso.GetRoleCredentialsAsync(new() { AccessToken = token.AccessToken, AccountId = "111122223333", RoleName = "OrdersReader" })).RoleCredentials;

        string[] handed = [client.ClientSecret, token.AccessToken, token.RefreshToken, credentials.SecretAccessKey, credentials.SessionToken];

        handed.ShouldAllBe(secret => world.Gateway.Secrets.Knows(secret));
    }

    [GeneratedRegex("/signin-oidc\\?.*code=(?<code>[^&]+)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex CodeOf();
}
