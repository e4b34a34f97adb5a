using Gateway.Sandbox.Keycloak;
using Gateway.Tests.Portal;
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
}
