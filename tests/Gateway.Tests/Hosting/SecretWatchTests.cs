using Gateway.Sandbox.Keycloak;
using Gateway.Tests.Portal;
using Gateway.Tests.Sso;
using Shouldly;
using Xunit;

namespace Gateway.Tests.Hosting;

public sealed class SecretWatchTests
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
}
