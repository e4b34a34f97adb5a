using System.Net;
using Amazon.SSOOIDC.Model;
using Shouldly;
using Xunit;

namespace Gateway.Tests.Sso;

/// <summary>What one address may begin and ask for in a minute, door by door.</summary>
public sealed class SsoLimitTests
{
    [Fact]
    public async Task Device_logins_are_limited()
    {
        await using var world = await SsoWorld.StartAsync(settings: [("Gateway:Sso:LoginsPerMinute", "3")]);
        var client = await world.RegisterAsync();
        await world.StartDeviceAsync(client);
        await world.StartDeviceAsync(client);

        await Should.ThrowAsync<SlowDownException>(() => world.StartDeviceAsync(client));
    }

    [Fact]
    public async Task Logins_beyond_the_limit_are_on_record()
    {
        await using var world = await SsoWorld.StartAsync(settings: [("Gateway:Sso:LoginsPerMinute", "1")]);
        var client = await world.RegisterAsync();
        await world.Gateway.Audit.NextAsync();

        var registration = await Should.ThrowAsync<SlowDownException>(() => world.RegisterAsync());
        var device = await Should.ThrowAsync<SlowDownException>(() => world.StartDeviceAsync(client));

        var records = new[] { await world.Gateway.Audit.NextAsync(), await world.Gateway.Audit.NextAsync() };
        records.ShouldAllBe(record => record.Door == "sso-oidc" && record.Reason == "slow-down");
        records.Select(record => record.Action).ShouldBe(["sso-oidc:RegisterClient", "sso-oidc:StartDeviceAuthorization"], ignoreOrder: true);
        records.Select(record => record.RequestId).ShouldBe([registration.RequestId, device.RequestId], ignoreOrder: true);
    }

    [Fact]
    public async Task Asking_for_tokens_is_limited_and_a_client_that_waits_leaves_no_record_within_the_limit_and_beyond()
    {
        await using var world = await SsoWorld.StartAsync(settings: [("Gateway:Sso:TokensPerMinute", "10")]);
        var client = await world.RegisterAsync();
        var started = await world.StartDeviceAsync(client);
        for (var i = 0; i < 10; i++)
        {
            await Should.ThrowAsync<AuthorizationPendingException>(() => world.RedeemAsync(client, started.DeviceCode));
        }

        await Should.ThrowAsync<SlowDownException>(() => world.RedeemAsync(client, started.DeviceCode));
        await world.Gateway.GetAsync("/api/roles", "no token");

        var records = new[] { await world.Gateway.Audit.NextAsync(), await world.Gateway.Audit.NextAsync(), await world.Gateway.Audit.NextAsync() };

        records.Select(record => record.Reason).ShouldBe([null, null, "invalid-token"], ignoreOrder: true);
    }

    [Fact]
    public async Task Confirmations_are_limited_so_that_nobody_tries_codes()
    {
        await using var world = await SsoWorld.StartAsync(settings: [("Gateway:Sso:LoginsPerMinute", "3")]);
        var started = await world.StartDeviceAsync(await world.RegisterAsync());
        using var first = await world.ConfirmAsync(started.VerificationUriComplete);
        first.StatusCode.ShouldBe(HttpStatusCode.SeeOther);

        using var second = await world.ConfirmAsync(started.VerificationUriComplete);

        second.StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
    }

    [Fact]
    public async Task Code_logins_are_limited()
    {
        await using var world = await SsoWorld.StartAsync(settings: [("Gateway:Sso:LoginsPerMinute", "1")]);
        using var first = await world.Browser.GetAsync(new Uri($"{world.Gateway.Url}/authorize"));
        first.StatusCode.ShouldBe(HttpStatusCode.BadRequest);

        using var second = await world.Browser.GetAsync(new Uri($"{world.Gateway.Url}/authorize"));

        second.StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
    }
}
