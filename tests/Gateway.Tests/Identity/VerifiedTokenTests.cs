using Gateway.Identity;
using Gateway.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Shouldly;
using Xunit;

namespace Gateway.Tests.Identity;

/// <summary>Tokens that were verified are remembered, and not for a moment longer than they are good.</summary>
public sealed class VerifiedTokenTests
{
    private readonly FakeTimeProvider time = new(TimeProvider.System.GetUtcNow());

    [Fact]
    public async Task A_token_that_comes_again_is_not_verified_again()
    {
        await using var gateway = await TestGateway.StartAsync(time: time);
        var token = gateway.Keycloak.MintAccessToken("demo");

        var first = await VerifyAsync(gateway, token);
        var second = await VerifyAsync(gateway, token);

        first.Verified.ShouldBeTrue();
        second.ShouldBeSameAs(first);
    }

    [Fact]
    public async Task A_remembered_token_is_refused_once_it_has_ended()
    {
        await using var gateway = await TestGateway.StartAsync(time: time);
        var token = gateway.Keycloak.MintAccessToken("demo");
        var expires = (await VerifyAsync(gateway, token)).Caller!.Expires;

        time.Advance(expires + TokenLifetime.ClockSkew - time.GetUtcNow());
        (await VerifyAsync(gateway, token)).Verified.ShouldBeTrue();

        time.Advance(TimeSpan.FromTicks(1));
        (await VerifyAsync(gateway, token)).Problem!.Reason.ShouldBe(TokenProblemReason.Expired);
    }

    [Theory]
    [InlineData(0, true)]
    [InlineData(1, false)]
    public async Task A_token_that_comes_for_the_first_time_is_good_for_as_long(long ticks, bool isGood)
    {
        await using var gateway = await TestGateway.StartAsync(time: time);
        var expires = time.GetUtcNow().ToUnixTimeSeconds() + 60;
        var token = gateway.Keycloak.MintAccessToken("demo", claims => claims["exp"] = expires);

        time.SetUtcNow(DateTimeOffset.FromUnixTimeSeconds(expires) + TokenLifetime.ClockSkew + TimeSpan.FromTicks(ticks));

        (await VerifyAsync(gateway, token)).Verified.ShouldBe(isGood);
    }

    [Theory]
    [InlineData(0, true)]
    [InlineData(1, false)]
    public async Task A_token_is_good_from_as_long_before_its_beginning(long ticks, bool isGood)
    {
        await using var gateway = await TestGateway.StartAsync(time: time);
        var begins = time.GetUtcNow().ToUnixTimeSeconds() + 60;
        var token = gateway.Keycloak.MintAccessToken("demo", claims => claims["nbf"] = begins);

        time.SetUtcNow(DateTimeOffset.FromUnixTimeSeconds(begins) - TokenLifetime.ClockSkew - TimeSpan.FromTicks(ticks));

        (await VerifyAsync(gateway, token)).Verified.ShouldBe(isGood);
    }

    [Fact]
    public async Task A_remembered_token_is_refused_once_its_key_is_gone()
    {
        await using var gateway = await TestGateway.StartAsync(time: time);
        var token = gateway.Keycloak.MintAccessToken("demo");
        (await VerifyAsync(gateway, token)).Verified.ShouldBeTrue();

        var old = gateway.Keycloak.Keys.Active.Id;
        gateway.Keycloak.RotateKeys();
        gateway.Keycloak.DisableKey(old);
        await gateway.Services.GetRequiredService<Issuers>().All[0].RefreshAsync(CancellationToken.None);

        (await VerifyAsync(gateway, token)).Problem!.Reason.ShouldBe(TokenProblemReason.UnknownKey);
    }

    [Fact]
    public async Task A_remembered_token_stays_good_when_a_key_is_added_beside_its_own()
    {
        await using var gateway = await TestGateway.StartAsync(time: time);
        var token = gateway.Keycloak.MintAccessToken("demo");
        (await VerifyAsync(gateway, token)).Verified.ShouldBeTrue();

        gateway.Keycloak.RotateKeys();
        await gateway.Services.GetRequiredService<Issuers>().All[0].RefreshAsync(CancellationToken.None);

        (await VerifyAsync(gateway, token)).Verified.ShouldBeTrue();
    }

    [Fact]
    public async Task A_token_that_differs_from_a_remembered_one_in_its_signature_alone_is_refused()
    {
        await using var gateway = await TestGateway.StartAsync(time: time);
        var token = gateway.Keycloak.MintAccessToken("demo");
        (await VerifyAsync(gateway, token)).Verified.ShouldBeTrue();

        var signature = token.LastIndexOf('.') + 1;
        var forged = token[..signature] + (token[signature] == 'A' ? 'B' : 'A') + token[(signature + 1)..];

        (await VerifyAsync(gateway, forged)).Problem!.Reason.ShouldBe(TokenProblemReason.Signature);
    }

    [Fact]
    public async Task No_more_tokens_are_remembered_than_the_option_allows()
    {
        await using var gateway = await TestGateway.StartAsync(time: time, settings: [("Gateway:MaxVerifiedTokens", "100")]);
        var first = gateway.Keycloak.MintAccessToken("demo");
        var verification = await VerifyAsync(gateway, first);

        for (var i = 0; i < 200; i++)
        {
            await VerifyAsync(gateway, gateway.Keycloak.MintAccessToken("demo"));
        }

        (await VerifyAsync(gateway, first)).ShouldNotBeSameAs(verification);
    }

    private static ValueTask<TokenVerification> VerifyAsync(TestGateway gateway, string token) =>
        gateway.Services.GetRequiredService<TokenVerifier>().VerifyAsync(token, CancellationToken.None);
}
