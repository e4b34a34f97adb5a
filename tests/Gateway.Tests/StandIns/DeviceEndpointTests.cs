using Shouldly;
using Xunit;

namespace Gateway.Tests.StandIns;

public sealed class DeviceEndpointTests : KeycloakTests
{
    [Fact]
    public async Task A_device_waits_until_its_user_approves()
    {
        var device = await PostAsync("auth/device", new()
        {
            ["client_id"] = "stsgw",
            ["code_challenge_method"] = "S256",
            ["code_challenge"] = Pkce.Challenge,
        });
        var poll = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["grant_type"] = "urn:ietf:params:oauth:grant-type:device_code",
            ["client_id"] = "stsgw",
            ["device_code"] = (string)device["device_code"]!,
            ["code_verifier"] = Pkce.Verifier,
        };
        ((string?)(await TryPostAsync("token", poll)).Answer["error"]).ShouldBe("authorization_pending");

        Keycloak.ApproveDevice((string)device["user_code"]!, "viewer");

        (await PostAsync("token", poll)).ShouldContainKey("access_token");
    }
}
