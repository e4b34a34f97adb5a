using System.Text;
using System.Text.Json.Nodes;
using Gateway.RealTests.Gateways;
using Gateway.Sandbox.Aws;

namespace Gateway.RealTests.Telemetry;

/// <summary>Calls of AWS that are forwarded, and some that are not.</summary>
internal sealed class ForwardedTraffic(Uri gateway, StandIns between) : IDisposable
{
    private readonly DoorClient _doors = new(gateway);

    public async Task RoundAsync()
    {
        var demo = between.Keycloak.MintAccessToken("demo");
        await SendAsync(HttpMethod.Get, "s3", "/", demo, "orders-reader");
        await SendAsync(HttpMethod.Put, "s3", "/orders", demo, "orders-reader");
        await SendAsync(HttpMethod.Put, "s3", "/orders/one", demo, "orders-reader", "a body");
        await SendAsync(HttpMethod.Get, "s3", "/orders/none", demo, "orders-reader");
        await SendAsync(HttpMethod.Get, "s3", "/", between.Keycloak.MintAccessToken("viewer"), "orders-reader");
        await SendAsync(HttpMethod.Get, "lambda", "/2015-03-31/functions", demo, "orders-reader");
        await WithFaultAsync(AwsFault.Throttle, demo);
        await WithFaultAsync(AwsFault.AccessDenied, demo);
    }

    public void Dispose() => _doors.Dispose();

    /// <summary>By a role that nobody else takes, so that no session of it is in memory.</summary>
    private async Task WithFaultAsync(AwsFault fault, string token)
    {
        between.Aws.Faults.Set("sts", fault);
        await SendAsync(HttpMethod.Get, "s3", "/", token, "orders-writer");
        between.Aws.Faults.Clear("sts");
    }

    private Task<JsonNode?> SendAsync(HttpMethod method, string service, string path, string token, string role, string? body = null) => _doors.SendAsync(
        method, $"/aws/{service}/{GatewaySetup.Region}{path}", token, body is null ? null : new ByteArrayContent(Encoding.UTF8.GetBytes(body)), ("X-Gateway-Role", role));
}
