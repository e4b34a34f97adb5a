using Shouldly;
using Xunit;

namespace Gateway.Tests.Hosting;

/// <summary>Where a call comes from, as a <c>sourceIp</c> condition and the audit record see it: what a trusted proxy saw itself, and nothing that a client claims.</summary>
public sealed class TrustedProxyTests
{
    private static readonly string Policy = TestPolicy.Usual
        .Replace("when: { clientRoles: [orders-reader] }", "when: { clientRoles: [orders-reader], sourceIp: [203.0.113.0/24] }", StringComparison.Ordinal)
        .Replace("when: { clientRoles: [orders-writer] }", "when: { clientRoles: [orders-writer], sourceIp: [198.51.100.1/32, 2001:db8::/32] }", StringComparison.Ordinal);

    [Theory]
    [InlineData("127.0.0.0/8", "203.0.113.9", "203.0.113.9")]
    [InlineData("10.0.0.0/8", "203.0.113.9", "127.0.0.1")]
    [InlineData(null, "203.0.113.9", "127.0.0.1")]
    // What stands before the address that the trusted proxy saw is the client's own claim.
    [InlineData("127.0.0.0/8", "203.0.113.9, 198.51.100.1", "198.51.100.1")]
    [InlineData("127.0.0.0/8", "10.0.0.7, 203.0.113.9, 198.51.100.1", "198.51.100.1")]
    // A chain of trusted proxies is followed to the first address that is none of theirs.
    [InlineData("127.0.0.0/8 10.0.0.0/8", "203.0.113.9, 198.51.100.1, 10.0.0.7", "198.51.100.1")]
    [InlineData("127.0.0.0/8 10.0.0.0/8", "203.0.113.9, 10.0.0.7, 10.0.0.8", "203.0.113.9")]
    [InlineData("127.0.0.0/8", "203.0.113.9, 10.0.0.7", "10.0.0.7")]
    // Trusted by its address, not by what it says: the peer itself must be one of them.
    [InlineData("10.0.0.0/8", "203.0.113.9, 10.0.0.7", "127.0.0.1")]
    [InlineData("127.0.0.0/8", "203.0.113.9, nonsense", "127.0.0.1")]
    [InlineData("127.0.0.0/8", "203.0.113.9, 198.51.100.1:4711", "198.51.100.1")]
    [InlineData("127.0.0.0/8", "203.0.113.9, [2001:db8::7]:4711", "2001:db8::7")]
    public async Task Policy_and_audit_see_the_address_that_the_last_trusted_proxy_saw(string? trusted, string forwarded, string expected)
    {
        var ranges = trusted?.Split(' ') ?? [];
        await using var gateway = await TestGateway.StartAsync(policy: Policy, settings: ranges.Select((range, i) => ($"Gateway:TrustedProxies:{i}", range)));

        var roles = await RolesAsync(gateway, forwarded);

        roles.Contains("orders-reader", StringComparer.Ordinal).ShouldBe(expected == "203.0.113.9");
        roles.Contains("orders-writer", StringComparer.Ordinal).ShouldBe(expected is "198.51.100.1" or "2001:db8::7");
        (await gateway.Audit.NextAsync()).SourceIp.ShouldBe(expected);
    }

    [Fact]
    public async Task A_caller_of_IPv4_at_a_socket_for_both_is_named_by_its_own_address()
    {
        await using var gateway = await TestGateway.StartAsync(policy: Policy.Replace("203.0.113.0/24", "127.0.0.1/32", StringComparison.Ordinal), settings: [("urls", "http://*:0")]);

        var roles = await RolesAsync(gateway, new Uri($"http://127.0.0.1:{new Uri(gateway.Url).Port}/api/roles"), "203.0.113.9");

        roles.ShouldContain("orders-reader");

        (await gateway.Audit.NextAsync()).SourceIp.ShouldBe("127.0.0.1");
    }

    [Fact]
    public async Task Several_headers_are_one_list_in_their_order()
    {
        await using var gateway = await TestGateway.StartAsync(policy: Policy, settings: [("Gateway:TrustedProxies:0", "127.0.0.0/8")]);

        var roles = await RolesAsync(gateway, "203.0.113.9", "198.51.100.1");

        roles.ShouldNotContain("orders-reader");
        (await gateway.Audit.NextAsync()).SourceIp.ShouldBe("198.51.100.1");
    }

    [Fact]
    public async Task A_forwarded_call_is_judged_by_the_same_address()
    {
        await using var gateway = await TestGateway.StartAsync(policy: Policy, settings: [("Gateway:TrustedProxies:0", "127.0.0.0/8")]);

        (await ListAsync(gateway, "203.0.113.9")).ShouldBe(200);
        (await ListAsync(gateway, "203.0.113.9, 198.51.100.1")).ShouldBe(403);

        new[] { await gateway.Audit.NextAsync(), await gateway.Audit.NextAsync() }.Select(record => (record.SourceIp, record.Outcome))
            .ShouldBe([("203.0.113.9", "allowed"), ("198.51.100.1", "denied")], ignoreOrder: true);
    }

    private static Task<IReadOnlyList<string>> RolesAsync(TestGateway gateway, params string[] forwarded) => RolesAsync(gateway, new Uri("/api/roles", UriKind.Relative), forwarded);

    private static async Task<IReadOnlyList<string>> RolesAsync(TestGateway gateway, Uri address, params string[] forwarded)
    {
        using var request = Request(gateway, address, forwarded);
        var answer = await (await gateway.Client.SendAsync(request)).JsonAsync();
        return [.. answer.EnumerateArray().Select(role => role.Text("id"))];
    }

    private static async Task<int> ListAsync(TestGateway gateway, string forwarded)
    {
        using var request = Request(gateway, new Uri("/aws/s3/eu-west-1/", UriKind.Relative), forwarded);
        request.Headers.Add("X-Gateway-Role", "orders-reader");
        using var answer = await gateway.Client.SendAsync(request);
        return (int)answer.StatusCode;
    }

    private static HttpRequestMessage Request(TestGateway gateway, Uri address, params string[] forwarded)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, address);
        request.Headers.Authorization = new("Bearer", gateway.Keycloak.MintAccessToken("demo"));
        request.Headers.TryAddWithoutValidation("X-Forwarded-For", forwarded);
        return request;
    }
}
