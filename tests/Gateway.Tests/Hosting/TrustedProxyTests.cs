using Shouldly;
using Xunit;

namespace Gateway.Tests.Hosting;

public sealed class TrustedProxyTests
{
    private static readonly string Policy = TestPolicy.Usual.Replace(
        "when: { clientRoles: [orders-reader] }", "when: { clientRoles: [orders-reader], sourceIp: [203.0.113.0/24] }", StringComparison.Ordinal);

    [Theory]
    [InlineData("127.0.0.0/8", true)]
    [InlineData("10.0.0.0/8", false)]
    [InlineData(null, false)]
    public async Task A_forwarded_address_counts_only_from_a_trusted_proxy(string? trusted, bool counts)
    {
        await using var gateway = await TestGateway.StartAsync(policy: Policy, settings: trusted is null ? [] : [("Gateway:TrustedProxies:0", trusted)]);
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/roles");
        request.Headers.Authorization = new("Bearer", gateway.Keycloak.MintAccessToken("demo"));
        request.Headers.Add("X-Forwarded-For", "203.0.113.9");

        var roles = (await (await gateway.Client.SendAsync(request)).JsonAsync()).EnumerateArray().Select(role => role.Text("id")).ToList();

        roles.Contains("orders-reader", StringComparer.Ordinal).ShouldBe(counts);
    }
}
