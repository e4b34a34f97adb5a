using Gateway.Identity;
using Gateway.Sandbox.Keycloak;
using Gateway.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace Gateway.Tests.Identity;

/// <summary>An issuer whose discovery or JWKS lies or fails, at the first start and later.</summary>
public sealed class LyingIssuerTests : IDisposable
{
    private readonly RealmKeys keys = new();
    private readonly CannedIssuer issuer;

    public LyingIssuerTests() => issuer = new CannedIssuer(keys);

    public static TheoryData<string, string> Lies => new()
    {
        { "discovery is a page", "ISSUER/.well-known/openid-configuration is no JSON" },
        { "discovery is missing", "answered 404" },
        { "discovery names another issuer", "names the issuer 'ISSUER-other', not the configured authority 'ISSUER'" },
        { "discovery names a long issuer", "names the issuer 'aaaa" },
        { "discovery names no issuer", "names the issuer '', not the configured authority 'ISSUER'" },
        { "discovery sends elsewhere", "answered 302" },
        { "keys are on a host without https", "'http://keys.example/certs' is plain http on a host that is not loopback" },
        { "keys are a page", ": ISSUER/certs is no JSON" },
        { "keys are a text", "could not be read" },
        { "keys are none", "ISSUER/certs holds no RSA or EC signing key" },
        { "keys are symmetric", "ISSUER/certs holds no RSA or EC signing key" },
        { "keys are over 1 MiB", "ISSUER/certs is longer than 1 MiB" },
        { "keys fail", "ISSUER/certs answered 500" },
        { "keys are garbage", "ISSUER/certs is no JSON" },
    };

    public void Dispose()
    {
        issuer.Dispose();
        keys.Dispose();
    }

    [Theory]
    [MemberData(nameof(Lies))]
    public async Task A_lie_later_leaves_the_last_good_keys_in_force(string lie, string words)
    {
        await using var gateway = await StartAsync();
        issuer.Lie(lie);
        await RefreshAsync(gateway);

        ((int)(await gateway.GetAsync("/api/roles", Token(gateway))).StatusCode).ShouldBe(200);
        var ready = await gateway.Client.GetAsync("/readyz");
        ((int)ready.StatusCode).ShouldBe(200);
        Told(await ready.JsonAsync(), "warnings").ShouldStartWith($"issuer {issuer.Authority}: the last good keys serve on: ");
        Told(await ready.JsonAsync(), "warnings").ShouldContain(words.Replace("ISSUER", issuer.Authority, StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Lies))]
    public async Task A_lie_at_the_start_is_told_and_no_token_is_believed(string lie, string words)
    {
        issuer.Lie(lie);
        await using var gateway = await StartAsync();

        var ready = await gateway.Client.GetAsync("/readyz");
        ((int)ready.StatusCode).ShouldBe(503);
        Told(await ready.JsonAsync(), "missing").ShouldContain(words.Replace("ISSUER", issuer.Authority, StringComparison.Ordinal));
        var answer = await gateway.GetAsync("/api/roles", Token(gateway));
        ((int)answer.StatusCode).ShouldBe(503);
        (await answer.CodeAsync()).ShouldBe("issuer-unavailable");
    }

    [Theory]
    [InlineData("discovery is a page")]
    [InlineData("discovery names a long issuer")]
    [InlineData("keys are a text")]
    public async Task What_is_told_of_a_lie_is_short_however_long_it_is(string lie)
    {
        issuer.Lie(lie);
        await using var gateway = await StartAsync();

        var told = gateway.Services.GetRequiredService<Issuers>().All[0].LastError.ShouldNotBeNull();

        told.Length.ShouldBeLessThanOrEqualTo(501);
        told.ShouldAllBe(c => !char.IsControl(c));
    }

    [Fact]
    public async Task Another_key_under_a_known_id_takes_the_old_one_s_place()
    {
        await using var gateway = await StartAsync();
        issuer.SwapKey();
        await RefreshAsync(gateway);

        var answer = await gateway.GetAsync("/api/roles", Token(gateway));

        ((int)answer.StatusCode).ShouldBe(401);
        (await answer.JsonAsync()).Text("detail").ShouldBe("The token's signature does not match; send the access token exactly as the issuer gave it.");
    }

    [Fact]
    public async Task A_key_for_encryption_signs_nothing()
    {
        using var encryption = new RealmKey("enc");
        issuer.Publish(keys.Active, encryption);
        await using var gateway = await StartAsync();

        var answer = await gateway.GetAsync("/api/roles", Token(gateway, new TokenForgery { Key = encryption }));

        (await answer.JsonAsync()).Text("detail").ShouldBe(HostileTokens.UnknownKey);
    }

    [Fact]
    public async Task An_authority_written_with_a_slash_takes_the_tokens_of_an_issuer_without_one()
    {
        await using var gateway = await TestGateway.StartAsync(settings: [("Gateway:Issuers:0:Authority", issuer.Authority + "/")]);

        ((int)(await gateway.GetAsync("/api/roles", Token(gateway))).StatusCode).ShouldBe(200);
    }

    [Fact]
    public async Task Tokens_are_the_authority_s_where_discovery_is_read_at_another_address_and_names_that()
    {
        issuer.Lie("discovery names another issuer");
        await using var gateway = await TestGateway.StartAsync(settings:
        [
            ("Gateway:Issuers:0:Authority", issuer.Authority), ("Gateway:Issuers:0:MetadataAddress", issuer.Authority + "/.well-known/openid-configuration"),
        ]);

        ((int)(await gateway.GetAsync("/api/roles", Token(gateway))).StatusCode).ShouldBe(200);
    }

    [Theory]
    [InlineData(false, 200)]
    [InlineData(true, 401)]
    public async Task A_token_that_names_no_key_is_taken_where_there_is_one_alone(bool areSeveral, int status)
    {
        using var second = new RealmKey();
        issuer.Publish(areSeveral ? [keys.Active, second] : [keys.Active]);
        await using var gateway = await StartAsync();

        var answer = await gateway.GetAsync("/api/roles", Token(gateway, new TokenForgery { Key = keys.Active, Header = header => header.Remove("kid") }));

        ((int)answer.StatusCode).ShouldBe(status);
    }

    private Task<TestGateway> StartAsync() => TestGateway.StartAsync(settings: [("Gateway:Issuers:0:Authority", issuer.Authority)]);

    private static Task RefreshAsync(TestGateway gateway) => gateway.Services.GetRequiredService<Issuers>().All[0].RefreshAsync(CancellationToken.None);

    private string Token(TestGateway gateway, TokenForgery? forgery = null) =>
        gateway.Keycloak.MintAccessToken("demo", claims => claims["iss"] = issuer.Authority, forgery ?? new TokenForgery { Key = keys.Active });

    private static string Told(System.Text.Json.JsonElement readiness, string list) => readiness.GetProperty(list).EnumerateArray().ShouldHaveSingleItem().GetString()!;
}
