using System.Net;
using System.Net.Sockets;
using Gateway.Tests.Hosting;
using Shouldly;
using Xunit;

namespace Gateway.Tests.Revocations;

/// <summary>A Redis that was never there since the start: nobody knows what other replicas revoked.</summary>
public sealed class SharingWithoutRedisTests
{
    [Fact]
    public async Task A_gateway_that_never_reached_its_Redis_is_not_ready_and_lets_nobody_through()
    {
        using var nobody = new TcpListener(IPAddress.Loopback, 0);
        nobody.Start();
        var port = ((IPEndPoint)nobody.LocalEndpoint).Port;
        nobody.Stop();
        await using var gateway = await TestGateway.StartAsync(settings: [("Gateway:Redis", $"127.0.0.1:{port},connectTimeout=300,password=do-not-tell")]);

        var ready = await gateway.Client.GetAsync("/readyz");
        var roles = await gateway.GetAsync("/api/roles", gateway.Keycloak.MintAccessToken("demo"));

        ((int)ready.StatusCode).ShouldBe(503);
        (await ready.Content.ReadAsStringAsync()).ShouldContain("redis: the revocations that replicas share were never read");
        ((int)roles.StatusCode).ShouldBe(503);
        (await roles.CodeAsync()).ShouldBe("revocations-unknown");
        gateway.Logs.Text.ShouldNotContain("do-not-tell");
        (await ready.Content.ReadAsStringAsync()).ShouldNotContain("do-not-tell");
    }
}
