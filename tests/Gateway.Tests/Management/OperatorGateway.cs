using System.Net.Http.Headers;
using System.Net.Http.Json;
using Gateway.Tests.Hosting;
using Microsoft.AspNetCore.Builder;
using Xunit;

namespace Gateway.Tests.Management;

/// <summary>A gateway with a management port, on which whoever has the client role <c>operator</c> may act.</summary>
public sealed class OperatorGateway : IAsyncLifetime
{
    internal TestGateway Gateway { get; private set; } = null!;

    internal string Operator => OperatorOf(Gateway);

    public async ValueTask InitializeAsync() => Gateway = await StartAsync();

    public ValueTask DisposeAsync() => Gateway.DisposeAsync();

    internal static Task<TestGateway> StartAsync(IEnumerable<(string, string)>? settings = null, Action<WebApplicationBuilder>? configure = null) => TestGateway.StartAsync(
        settings: [("Gateway:Management:Port", "0"), ("Gateway:Management:Address", "http://127.0.0.1"), ("Gateway:Management:Role", "operator"), .. settings ?? []], configure: configure);

    internal static string OperatorOf(TestGateway gateway) => gateway.Keycloak.MintAccessToken("viewer", claims => claims["roles"] = new System.Text.Json.Nodes.JsonArray("operator"));

    internal Task<HttpResponseMessage> RevokeAsync(object body, string? token = null) => SendAsync(Gateway, HttpMethod.Post, "/management/revocations", token ?? Operator, JsonContent.Create(body));

    internal static async Task<HttpResponseMessage> SendAsync(TestGateway gateway, HttpMethod method, string path, string? token, HttpContent? content = null)
    {
        using var request = new HttpRequestMessage(method, gateway.ManagementUrl + path) { Content = content };
        request.Headers.Authorization = token is null ? null : new AuthenticationHeaderValue("Bearer", token);
        return await gateway.Client.SendAsync(request);
    }
}
