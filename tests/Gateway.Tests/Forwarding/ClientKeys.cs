using Amazon.Runtime;
using Gateway.Tests.Hosting;

namespace Gateway.Tests.Forwarding;

/// <summary>The three values that a client signs with.</summary>
internal sealed record ClientKeys(string AccessKeyId, string Secret, string Token)
{
    /// <summary>Gateway credentials of a user for a role.</summary>
    public static async Task<ClientKeys> MintAsync(TestGateway gateway, string role = "orders-reader", string user = "demo", Action<System.Text.Json.Nodes.JsonObject>? claims = null)
    {
        var answer = await gateway.GetAsync($"/api/credentials?mode=forward&role={Uri.EscapeDataString(role)}", gateway.Keycloak.MintAccessToken(user, claims));
        answer.EnsureSuccessStatusCode();
        var json = await answer.JsonAsync();
        return new ClientKeys(json.Text("AccessKeyId"), json.Text("SecretAccessKey"), json.Text("SessionToken"));
    }

    /// <summary>JWT credentials: the role's id, and the token twice.</summary>
    public static ClientKeys OfToken(TestGateway gateway, string role = "orders-reader", string user = "demo")
    {
        var token = gateway.Keycloak.MintAccessToken(user);
        return new ClientKeys(role, token, token);
    }

    public SessionAWSCredentials ForSdk() => new(AccessKeyId, Secret, Token);
}
