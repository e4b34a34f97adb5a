using System.Net;
using System.Text.Json.Nodes;
using Gateway.Tests.Hosting;
using Microsoft.Extensions.Time.Testing;
using Shouldly;
using Xunit;

namespace Gateway.Tests.Issuing;

public sealed class ConsoleLimitTests
{
    private readonly FakeTimeProvider time = new(TimeProvider.System.GetUtcNow());

    [Fact]
    public async Task A_caller_who_signs_in_to_the_console_again_and_again_does_not_spend_what_AWS_s_sign_in_service_takes()
    {
        await using var gateway = await TestGateway.StartAsync(time: time, settings: [("Gateway:Limits:AssumesPerSecond", "2")]);
        var demo = gateway.Keycloak.MintAccessToken("demo");
        var other = gateway.Keycloak.MintAccessToken("viewer", claims =>
        {
            claims["roles"] = new JsonArray("orders-reader");
            claims["team"] = "orders";
        });

        // The first one asks STS too.
        for (var i = 0; i < 999; i++)
        {
            (await SignInAsync(gateway, demo)).ShouldBe(HttpStatusCode.OK);
        }

        using var refused = await gateway.GetAsync("/api/login?role=orders-reader", demo);
        refused.StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
        (await refused.Content.ReadAsStringAsync()).ShouldContain("Gateway:Limits:AssumesPerSecond");
        gateway.Aws.RequestCount.ShouldBe(1_000);
        (await SignInAsync(gateway, other)).ShouldBe(HttpStatusCode.OK);
        time.Advance(TimeSpan.FromSeconds(1));
        (await SignInAsync(gateway, demo)).ShouldBe(HttpStatusCode.OK);
    }

    private static async Task<HttpStatusCode> SignInAsync(TestGateway gateway, string token)
    {
        using var answer = await gateway.GetAsync("/api/login?role=orders-reader", token);
        return answer.StatusCode;
    }
}
