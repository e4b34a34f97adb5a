using Gateway.Tests.Hosting;
using Gateway.Tests.Sharing;
using Shouldly;
using Xunit;

namespace Gateway.Tests.Revocations;

/// <summary>A Redis that lets nobody select a database: the client would go on in the first one without a word, among the keys of others.</summary>
public sealed class RefusedDatabaseTests
{
    [Fact]
    public async Task A_gateway_whose_database_cannot_be_selected_is_not_ready_and_says_what_to_do()
    {
        await using var redis = new RedisStandIn();
        await using var gateway = await TestGateway.StartAsync(settings: [("Gateway:Redis", $"127.0.0.1:{redis.Port},defaultDatabase=1")]);

        var ready = await gateway.Client.GetAsync("/readyz");

        ((int)ready.StatusCode).ShouldBe(503);
        (await ready.Content.ReadAsStringAsync()).ShouldContain("Database 1 of Gateway:Redis cannot be used; permit SELECT, or set defaultDatabase=0");
    }
}
