using Gateway.Sandbox.Keycloak;
using Gateway.Tests.Hosting;

namespace Gateway.Tests.Portal;

/// <summary>A gateway with a portal.</summary>
internal static class PortalGateway
{
    public static Task<TestGateway> StartAsync(
        string policy = TestPolicy.Usual, TimeProvider? time = null, Action<KeycloakStandIn>? keycloakIs = null, params (string Key, string Value)[] settings) =>
        TestGateway.StartAsync(policy, time, keycloakIs: keycloakIs, settings:
        [
            ("Gateway:Portal:ClientId", "portal"),
            ("Gateway:Portal:ClientSecret", ExampleRealm.Clients.Single(client => client.ClientId == "portal").Secret!),
            .. settings,
        ]);
}
