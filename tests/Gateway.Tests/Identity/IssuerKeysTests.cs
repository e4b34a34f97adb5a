using Gateway.Identity;
using Gateway.Sandbox.Keycloak;
using Gateway.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Shouldly;
using Xunit;

namespace Gateway.Tests.Identity;

public sealed class IssuerKeysTests
{
    private readonly FakeTimeProvider time = new(TimeProvider.System.GetUtcNow());

    [Fact]
    public async Task A_rotated_key_is_found_at_once()
    {
        await using var gateway = await TestGateway.StartAsync();
        gateway.Keycloak.RotateKeys();

        var answer = await gateway.GetAsync("/api/roles", gateway.Keycloak.MintAccessToken("demo"));

        ((int)answer.StatusCode).ShouldBe(200);
    }

    [Fact]
    public async Task Unknown_key_ids_refetch_once_in_five_seconds_however_many_callers_send_them()
    {
        await using var gateway = await TestGateway.StartAsync(time: time);
        var before = gateway.Keycloak.JwksRequests;

        await Task.WhenAll(Enumerable.Range(0, 50).Select(i => gateway.GetAsync("/api/roles",
            gateway.Keycloak.MintAccessToken("demo", forgery: new TokenForgery { KeyId = $"unknown-{i}" }))));
        gateway.Keycloak.JwksRequests.ShouldBe(before + 1);

        time.Advance(TimeSpan.FromSeconds(6));
        await gateway.GetAsync("/api/roles", gateway.Keycloak.MintAccessToken("demo", forgery: new TokenForgery { KeyId = "unknown-again" }));
        gateway.Keycloak.JwksRequests.ShouldBe(before + 2);
    }

    [Fact]
    public async Task The_last_good_keys_serve_on_while_the_issuer_is_down()
    {
        await using var gateway = await TestGateway.StartAsync(time: time);
        gateway.Keycloak.Faults.Down();
        await Issuer(gateway).RefreshAsync(CancellationToken.None);

        ((int)(await gateway.GetAsync("/api/roles", gateway.Keycloak.MintAccessToken("demo"))).StatusCode).ShouldBe(200);
        var ready = await gateway.Client.GetAsync("/readyz");
        ((int)ready.StatusCode).ShouldBe(200);
        (await ready.Content.ReadAsStringAsync()).ShouldContain("the last good keys serve on");
    }

    [Fact]
    public async Task A_key_that_an_issuer_may_have_rotated_to_while_it_is_down_is_not_called_unknown()
    {
        await using var gateway = await TestGateway.StartAsync(time: time);
        var token = gateway.Keycloak.MintAccessToken("demo", forgery: new TokenForgery { KeyId = "perhaps-new" });
        gateway.Keycloak.Faults.Down();

        var answer = await gateway.GetAsync("/api/roles", token);
        using var form = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["Action"] = "AssumeRoleWithWebIdentity",
            ["RoleArn"] = TestPolicy.ReaderArn,
            ["RoleSessionName"] = "any",
            ["WebIdentityToken"] = token,
        });
        var sts = await gateway.Client.PostAsync("/sts", form);

        ((int)answer.StatusCode).ShouldBe(503);
        (await answer.CodeAsync()).ShouldBe("issuer-unavailable");
        ((int)sts.StatusCode).ShouldBe(400);
        (await sts.Content.ReadAsStringAsync()).ShouldContain("<Code>IDPCommunicationError</Code>");
    }

    [Fact]
    public async Task An_issuer_never_reached_is_named_by_readyz_and_its_tokens_get_503()
    {
        await using var gateway = await TestGateway.StartAsync(waitForKeys: false, keycloakIs: keycloak => keycloak.Faults.Down());
        await Issuer(gateway).RefreshAsync(CancellationToken.None);

        var ready = await gateway.Client.GetAsync("/readyz");
        ((int)ready.StatusCode).ShouldBe(503);
        (await ready.Content.ReadAsStringAsync()).ShouldContain(gateway.Keycloak.Issuer);
        var answer = await gateway.GetAsync("/api/roles", gateway.Keycloak.MintAccessToken("demo"));
        ((int)answer.StatusCode).ShouldBe(503);
        var problem = await answer.JsonAsync();
        problem.Text("code").ShouldBe("issuer-unavailable");
        problem.Text("detail").ShouldBe("The issuer's keys cannot be had at the moment; try again shortly.");
    }

    [Fact]
    public async Task An_issuer_that_comes_up_later_is_found_without_a_restart()
    {
        await using var gateway = await TestGateway.StartAsync(time: time, waitForKeys: false, keycloakIs: keycloak => keycloak.Faults.Down());
        await Issuer(gateway).RefreshAsync(CancellationToken.None);
        gateway.Keycloak.Faults.Up();
        time.Advance(TimeSpan.FromSeconds(2));

        ((int)(await gateway.GetAsync("/api/roles", gateway.Keycloak.MintAccessToken("demo"))).StatusCode).ShouldBe(200);
    }

    [Fact]
    public async Task A_disabled_key_stops_working_with_the_next_refresh()
    {
        await using var gateway = await TestGateway.StartAsync();
        var token = gateway.Keycloak.MintAccessToken("demo");
        var old = gateway.Keycloak.Keys.Active.Id;
        gateway.Keycloak.RotateKeys();
        gateway.Keycloak.DisableKey(old);
        await Issuer(gateway).RefreshAsync(CancellationToken.None);

        ((int)(await gateway.GetAsync("/api/roles", token)).StatusCode).ShouldBe(401);
    }

    private static IssuerKeys Issuer(TestGateway gateway) => gateway.Services.GetRequiredService<Issuers>().All[0];
}
