using System.Diagnostics;
using System.Net;
using Gateway.RealTests.Gateways;
using Gateway.RealTests.Keycloak;
using Shouldly;
using Xunit;

namespace Gateway.RealTests.Identity;

/// <summary>An administrator rotates a realm's signing keys while the gateway runs.</summary>
public sealed class KeyRotationTests(RealWorld world)
{
    /// <summary>The shortest interval that the gateway takes, and as much again for a busy machine.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task New_key_is_taken_at_once_and_a_disabled_one_refused()
    {
        var keycloak = await world.Keycloak.RunningAsync();
        using var realm = await keycloak.Admin.CopyExampleRealmAsync("rotation");
        var setup = await world.InFrontOfMinioAsync() with
        {
            Issuer = realm.Issuer,
            Settings = new Dictionary<string, string> { ["Gateway__Issuers__0__KeyRefreshInterval"] = "00:00:10" },
        };
        await using var gateway = await world.StartGatewayAsync(setup);
        var before = await realm.AccessTokenAsync("demo");
        (await StatusAsync(gateway, before)).ShouldBe(HttpStatusCode.OK);

        await keycloak.Admin.AddSigningKeyAsync(realm.Name);
        var after = await realm.AccessTokenAsync("demo");
        KeyId(after).ShouldNotBe(KeyId(before));
        (await StatusAsync(gateway, after)).ShouldBe(HttpStatusCode.OK, "a key that came after the start");
        (await StatusAsync(gateway, before)).ShouldBe(HttpStatusCode.OK, "the older key, still published");

        await keycloak.Admin.DisableKeyAsync(realm.Name, KeyId(before));
        (await BecomesAsync(gateway, before, HttpStatusCode.Unauthorized)).ShouldBe(HttpStatusCode.Unauthorized, "the disabled key");
        (await StatusAsync(gateway, after)).ShouldBe(HttpStatusCode.OK, "the newer key");
    }

    private static string KeyId(string token) => TokenClaims.ReadHeader(token)["kid"]!.GetValue<string>();

    private static async Task<HttpStatusCode> BecomesAsync(GatewayProcess gateway, string token, HttpStatusCode wanted)
    {
        var status = await StatusAsync(gateway, token);
        for (var waited = Stopwatch.StartNew(); status != wanted && waited.Elapsed < Patience; await Task.Delay(TimeSpan.FromSeconds(1)))
        {
            status = await StatusAsync(gateway, token);
        }

        return status;
    }

    private static async Task<HttpStatusCode> StatusAsync(GatewayProcess gateway, string token)
    {
        using var answer = await gateway.GetAsync("/api/roles", token);
        return answer.StatusCode;
    }
}
