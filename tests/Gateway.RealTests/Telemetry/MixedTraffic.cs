using System.Net.Http.Headers;
using System.Text;
using Gateway.RealTests.Gateways;
using Gateway.Sandbox.Aws;

namespace Gateway.RealTests.Telemetry;

/// <summary>A round of calls at every door: some that are good, some that the policy refuses, and some that STS does not help.</summary>
internal sealed class MixedTraffic(GatewayProcess gateway, StandIns between) : IDisposable
{
    private readonly HttpClient _http = new() { BaseAddress = gateway.Address };

    public async Task RoundAsync()
    {
        var demo = between.Keycloak.MintAccessToken("demo");
        var viewer = between.Keycloak.MintAccessToken("viewer");
        await GetAsync("/api/roles", demo);
        await GetAsync("/api/credentials?role=orders-reader", demo);
        await GetAsync("/container/credentials?role=orders-reader", demo);
        await GetAsync("/api/roles", "no-token");
        await ForwardAsync(HttpMethod.Get, "s3", "/", demo, "orders-reader");
        await ForwardAsync(HttpMethod.Put, "s3", "/orders", demo, "orders-reader");
        await ForwardAsync(HttpMethod.Put, "s3", "/orders/one", demo, "orders-reader", "a body");
        await ForwardAsync(HttpMethod.Get, "s3", "/orders/none", demo, "orders-reader");
        await ForwardAsync(HttpMethod.Get, "s3", "/", viewer, "orders-reader");
        await ForwardAsync(HttpMethod.Get, "lambda", "/2015-03-31/functions", demo, "orders-reader");
        await WithFaultAsync(AwsFault.Throttle, demo);
        await WithFaultAsync(AwsFault.AccessDenied, demo);
    }

    public void Dispose() => _http.Dispose();

    private async Task WithFaultAsync(AwsFault fault, string token)
    {
        between.Aws.Faults.Set("sts", fault);
        await ForwardAsync(HttpMethod.Get, "s3", "/", token, "orders-writer");
        between.Aws.Faults.Clear("sts");
    }

    private async Task GetAsync(string path, string token)
    {
        using var answer = await gateway.GetAsync(path, token);
    }

    private async Task ForwardAsync(HttpMethod method, string service, string path, string token, string role, string? body = null)
    {
        using var request = new HttpRequestMessage(method, $"/aws/{service}/{GatewaySetup.Region}{path}");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        request.Headers.Add("X-Gateway-Role", role);
        request.Content = body is null ? null : new ByteArrayContent(Encoding.UTF8.GetBytes(body));
        using var answer = await _http.SendAsync(request);
        await answer.Content.ReadAsByteArrayAsync();
    }
}
