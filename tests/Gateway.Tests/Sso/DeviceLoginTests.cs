using Amazon.SSOOIDC.Model;
using Gateway.Sandbox.Keycloak;
using Shouldly;
using Xunit;

namespace Gateway.Tests.Sso;

public sealed class DeviceLoginTests(SsoWorld world) : IClassFixture<SsoWorld>
{
    [Fact]
    public async Task A_registration_lasts_ninety_days()
    {
        var client = await world.RegisterAsync();

        client.ClientId.ShouldNotBeNullOrEmpty();
        client.ClientSecret.ShouldNotBeNullOrEmpty();
        client.ClientIdIssuedAt.ShouldBe(world.Time.GetUtcNow().ToUnixTimeSeconds());
        client.ClientSecretExpiresAt.ShouldBe(world.Time.GetUtcNow().AddDays(90).ToUnixTimeSeconds());
    }

    [Fact]
    public async Task A_login_that_was_confirmed_and_signed_in_gives_a_token()
    {
        var (_, token) = await world.LogInAsync();

        token.TokenType.ShouldBe("Bearer");
        token.ExpiresIn.GetValueOrDefault().ShouldBeInRange(1, 900);
        token.RefreshToken.ShouldNotBeNullOrEmpty();
        (await world.Sso.ListAccountsAsync(new() { AccessToken = token.AccessToken })).AccountList.ShouldHaveSingleItem();
    }

    [Theory]
    [InlineData(0)]
    [InlineData(5)]
    public async Task A_login_that_nobody_signed_in_is_pending(int seconds)
    {
        var client = await world.RegisterAsync();
        var started = await world.StartDeviceAsync(client);
        world.Time.Advance(TimeSpan.FromSeconds(seconds));

        await Should.ThrowAsync<AuthorizationPendingException>(() => world.RedeemAsync(client, started.DeviceCode));
    }

    [Fact]
    public async Task What_the_client_holds_signs_nobody_in_without_the_confirmation()
    {
        var client = await world.RegisterAsync();
        var started = await world.StartDeviceAsync(client);

        Should.Throw<OAuthException>(() => world.Gateway.Keycloak.ApproveDevice(started.UserCode, "demo"));

        world.Time.Advance(TimeSpan.FromSeconds(5));
        await Should.ThrowAsync<AuthorizationPendingException>(() => world.RedeemAsync(client, started.DeviceCode));
    }

    [Fact]
    public async Task A_device_code_is_good_for_one_token()
    {
        var client = await world.RegisterAsync();
        var started = await world.StartDeviceAsync(client);
        await world.SignInAsync(started, "demo");
        world.Time.Advance(TimeSpan.FromSeconds(5));
        await world.RedeemAsync(client, started.DeviceCode);

        await Should.ThrowAsync<InvalidGrantException>(() => world.RedeemAsync(client, started.DeviceCode));
    }

    [Fact]
    public async Task A_device_code_is_nothing_to_another_client()
    {
        var started = await world.StartDeviceAsync(await world.RegisterAsync());
        await world.SignInAsync(started, "demo");
        var other = await world.RegisterAsync();
        world.Time.Advance(TimeSpan.FromSeconds(5));

        await Should.ThrowAsync<InvalidGrantException>(() => world.RedeemAsync(other, started.DeviceCode));
    }

    [Fact]
    public async Task A_device_code_ends_after_ten_minutes()
    {
        var client = await world.RegisterAsync();
        var started = await world.StartDeviceAsync(client);
        started.ExpiresIn.ShouldBe(600);
        world.Time.Advance(TimeSpan.FromSeconds(600));

        await Should.ThrowAsync<Amazon.SSOOIDC.Model.ExpiredTokenException>(() => world.RedeemAsync(client, started.DeviceCode));
    }

    [Fact]
    public async Task A_device_code_that_has_ended_is_refused_without_asking_Keycloak()
    {
        await using var own = await SsoWorld.StartAsync();
        var client = await own.RegisterAsync();
        var started = await own.StartDeviceAsync(client);
        own.Time.Advance(TimeSpan.FromSeconds(600));
        own.Gateway.Keycloak.Faults.Down();

        await Should.ThrowAsync<Amazon.SSOOIDC.Model.ExpiredTokenException>(() => own.RedeemAsync(client, started.DeviceCode));
    }

    [Fact]
    public async Task A_registration_ends()
    {
        await using var own = await SsoWorld.StartAsync();
        var client = await own.RegisterAsync();
        own.Time.Advance(TimeSpan.FromDays(90));

        await Should.ThrowAsync<InvalidClientException>(() => own.StartDeviceAsync(client));
    }

    [Fact]
    public async Task A_wrong_client_secret_is_refused()
    {
        var client = await world.RegisterAsync();
        client.ClientSecret = (await world.RegisterAsync()).ClientSecret;

        var thrown = await Should.ThrowAsync<InvalidClientException>(() => world.StartDeviceAsync(client));

        ((int)thrown.StatusCode).ShouldBe(401);
    }

    [Fact]
    public async Task A_client_s_id_with_more_behind_it_is_another()
    {
        var client = await world.RegisterAsync();
        client.ClientId += ".x";

        await Should.ThrowAsync<InvalidClientException>(() => world.StartDeviceAsync(client));
    }

    [Fact]
    public async Task A_login_while_Keycloak_is_down_fails_in_a_way_that_clients_try_again()
    {
        await using var own = await SsoWorld.StartAsync();
        var client = await own.RegisterAsync();
        own.Gateway.Keycloak.Faults.Down();

        await Should.ThrowAsync<InternalServerException>(() => own.StartDeviceAsync(client));
    }

    [Fact]
    public async Task A_login_while_Keycloak_is_down_is_on_record_as_an_outage_and_no_fault_of_the_gateway()
    {
        await using var own = await SsoWorld.StartAsync();
        var client = await own.RegisterAsync();
        await own.Gateway.Audit.NextAsync();
        own.Gateway.Keycloak.Faults.Down();

        await Should.ThrowAsync<InternalServerException>(() => own.StartDeviceAsync(client));

        (await own.Gateway.Audit.NextAsync()).Reason.ShouldBe("server-error");
    }

    [Fact]
    public async Task A_refresh_token_gives_a_new_token()
    {
        var (client, token) = await world.LogInAsync();
        world.Time.Advance(TimeSpan.FromMinutes(10));

        var renewed = await world.RefreshAsync(client, token.RefreshToken);

        renewed.AccessToken.ShouldNotBe(token.AccessToken);
        (await world.Sso.ListAccountsAsync(new() { AccessToken = renewed.AccessToken })).AccountList.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task A_refresh_token_that_Keycloak_does_not_know_is_refused() =>
        await Should.ThrowAsync<InvalidGrantException>(async () => await world.RefreshAsync(await world.RegisterAsync(), "unknown"));

    [Fact]
    public async Task More_logins_of_one_address_than_are_allowed_are_told_to_slow_down()
    {
        await using var own = await SsoWorld.StartAsync(settings: ("Gateway:Sso:LoginsPerMinute", "2"));
        await own.RegisterAsync();
        await own.RegisterAsync();

        await Should.ThrowAsync<SlowDownException>(() => own.RegisterAsync());
    }

    [Fact]
    public async Task A_poll_leaves_no_audit_record_and_a_token_leaves_one_with_its_caller()
    {
        await using var own = await SsoWorld.StartAsync();
        var client = await own.RegisterAsync();
        (await own.Gateway.Audit.NextAsync()).Action.ShouldBe("sso-oidc:RegisterClient");
        var started = await own.StartDeviceAsync(client);
        (await own.Gateway.Audit.NextAsync()).Action.ShouldBe("sso-oidc:StartDeviceAuthorization");
        await Should.ThrowAsync<AuthorizationPendingException>(() => own.RedeemAsync(client, started.DeviceCode));
        await own.SignInAsync(started, "demo");
        (await own.Gateway.Audit.NextAsync()).Action.ShouldBe("sso-oidc:ConfirmDevice");
        own.Time.Advance(TimeSpan.FromSeconds(5));

        await own.RedeemAsync(client, started.DeviceCode);

        var entry = await own.Gateway.Audit.NextAsync();
        entry.Action.ShouldBe("sso-oidc:CreateToken");
        entry.Door.ShouldBe("sso-oidc");
        entry.Identity!.Name.ShouldBe("demo");
    }

    [Fact]
    public async Task No_token_code_or_secret_is_logged()
    {
        var (client, token) = await world.LogInAsync();

        foreach (var secret in new[] { client.ClientSecret, token.AccessToken, token.RefreshToken })
        {
            world.Gateway.Logs.Text.ShouldNotContain(secret);
        }
    }
}
