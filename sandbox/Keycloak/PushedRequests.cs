using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Primitives;

namespace Gateway.Sandbox.Keycloak;

/// <summary>Pushed authorization requests (RFC 9126): what is wanted goes from server to server, and the browser carries a reference that holds once.</summary>
internal sealed class PushedRequests(Realm realm)
{
    private const int LifespanSeconds = 60;

    private readonly ConcurrentDictionary<string, (string Client, IReadOnlyDictionary<string, StringValues> Parameters, DateTimeOffset Expires)> waiting = new(StringComparer.Ordinal);

    public async Task<JsonObject> PushAsync(HttpContext context)
    {
        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        var client = ClientAuthentication.Authenticate(context, form);
        var uri = "urn:ietf:params:oauth:request_uri:" + Convert.ToHexString(RandomNumberGenerator.GetBytes(16));
        waiting[uri] = (client.ClientId, form.ToDictionary(field => field.Key, field => field.Value, StringComparer.Ordinal), realm.Time.GetUtcNow().AddSeconds(LifespanSeconds));
        return new JsonObject { ["request_uri"] = uri, ["expires_in"] = LifespanSeconds };
    }

    /// <summary>The parameters of an authorization request, pushed or in the query.</summary>
    /// <exception cref="OAuthException">The reference is unknown, used, over, or another client's.</exception>
    public Func<string, StringValues> Parameters(HttpContext context)
    {
        var query = context.Request.Query;
        if (query["request_uri"].ToString() is not { Length: > 0 } uri)
        {
            return name => query[name];
        }

        return waiting.TryRemove(uri, out var pushed) && pushed.Client == query["client_id"] && pushed.Expires > realm.Time.GetUtcNow()
            ? name => pushed.Parameters.TryGetValue(name, out var value) ? value : StringValues.Empty
            : throw new OAuthException(400, "invalid_request", "Invalid parameter: request_uri");
    }
}
