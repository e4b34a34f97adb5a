using Gateway.Portal.SignIn;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Shouldly;
using Xunit;

namespace Gateway.Tests.Portal;

public sealed class TokenRenewerTests
{
    private readonly FakeTimeProvider time = new(TimeProvider.System.GetUtcNow());

    [Fact]
    public async Task A_client_that_the_issuer_refuses_says_nothing_of_the_session()
    {
        await using var gateway = await PortalGateway.StartAsync(time: time, settings: ("Gateway:Portal:ClientSecret", "the secret of before it was changed"));
        var tokens = new PortalTokens("", gateway.Keycloak.MintRefreshToken("demo", claims => claims["azp"] = "portal"), Id: null);

        var renewal = await gateway.Services.GetRequiredService<TokenRenewer>().RenewAsync(tokens, TestContext.Current.CancellationToken);

        renewal.ShouldBe(TokenRenewal.Unavailable);
        gateway.Logs.Text.ShouldContain("1901");
    }

    [Fact]
    public async Task An_answer_after_a_failure_is_kept_for_its_own_half_minute()
    {
        await using var gateway = await PortalGateway.StartAsync(time: time);
        (await PortalBrowser.SignedInAsync(gateway)).Dispose();
        var renewer = gateway.Services.GetRequiredService<TokenRenewer>();
        var tokens = new PortalTokens("", gateway.Keycloak.MintRefreshToken("demo", claims => claims["azp"] = "portal"), Id: null);

        gateway.Keycloak.Faults.Down();
        var failed = await RenewAsync();
        time.Advance(TimeSpan.FromSeconds(20));
        gateway.Keycloak.Faults.Up();
        var renewed = await RenewAsync();
        time.Advance(TimeSpan.FromSeconds(11));
        var late = await RenewAsync();
        time.Advance(TimeSpan.FromSeconds(20));
        var tooLate = await RenewAsync();

        failed.ShouldBe(TokenRenewal.Unavailable);
        renewed.Tokens.ShouldNotBeNull();
        late.ShouldBe(renewed);
        tooLate.ShouldNotBe(renewed);
        gateway.Keycloak.RefreshRequests.ShouldBe(2);

        Task<TokenRenewal> RenewAsync() => renewer.RenewAsync(tokens, TestContext.Current.CancellationToken);
    }
}
