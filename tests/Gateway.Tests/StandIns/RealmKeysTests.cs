using System.Text;
using Gateway.Sandbox.Keycloak;
using Shouldly;
using Xunit;

namespace Gateway.Tests.StandIns;

public sealed class RealmKeysTests : KeycloakTests
{
    [Fact]
    public async Task A_rotated_key_still_verifies_what_it_signed()
    {
        var before = Keycloak.MintAccessToken("demo");
        Keycloak.RotateKeys();

        (await ValidateAsync(before)).IsValid.ShouldBeTrue();
        (await ValidateAsync(Keycloak.MintAccessToken("demo"))).IsValid.ShouldBeTrue();
    }

    [Fact]
    public async Task A_disabled_key_verifies_nothing_any_more()
    {
        var before = Keycloak.MintAccessToken("demo");
        Keycloak.DisableKey(Keycloak.Keys.Active.Id);

        (await ValidateAsync(before)).IsValid.ShouldBeFalse();
    }

    [Fact]
    public async Task Each_forged_token_is_refused_by_the_published_keys()
    {
        using var stranger = new RealmKey();
        TokenForgery[] forgeries =
        [
            new() { Algorithm = "none" },
            new() { Algorithm = "HS256", Secret = Encoding.UTF8.GetBytes(Keycloak.Keys.Active.PublicPem) },
            new() { Key = stranger },
            new() { Key = stranger, KeyId = Keycloak.Keys.Active.Id },
        ];

        foreach (var forgery in forgeries)
        {
            (await ValidateAsync(Keycloak.MintAccessToken("demo", forgery: forgery))).IsValid.ShouldBeFalse(forgery.Algorithm);
        }
    }

    [Fact]
    public async Task A_realm_that_is_down_resets_the_connection()
    {
        Keycloak.Faults.Down();

        await Should.ThrowAsync<HttpRequestException>(() => Http.GetAsync(new Uri(Keycloak.Issuer + "/.well-known/openid-configuration")));
        Keycloak.DiscoveryRequests.ShouldBe(1);
    }
}
