using System.Text;

namespace Gateway.Sandbox.Keycloak;

/// <summary>Finds out which client calls: HTTP Basic or form parameters (RFC 6749 section 2.3.1).</summary>
internal static class ClientAuthentication
{
    /// <summary>The client, authenticated where it is a confidential one.</summary>
    /// <exception cref="OAuthException"><c>invalid_client</c></exception>
    public static RealmClient Authenticate(HttpContext context, IFormCollection form)
    {
        var (id, secret) = Basic(context.Request.Headers.Authorization.ToString()) ?? (form["client_id"].ToString(), form["client_secret"].ToString());
        var client = ExampleRealm.Clients.FirstOrDefault(c => c.ClientId == id);
        return client is null || (client.Secret is not null && client.Secret != secret)
            ? throw new OAuthException(401, "invalid_client", "Invalid client or Invalid client credentials")
            : client;
    }

    private static (string Id, string Secret)? Basic(string header)
    {
        const string Scheme = "Basic ";
        if (!header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        try
        {
            var pair = Encoding.UTF8.GetString(Convert.FromBase64String(header[Scheme.Length..])).Split(':', 2);
            return (Uri.UnescapeDataString(pair[0]), Uri.UnescapeDataString(pair.ElementAtOrDefault(1) ?? ""));
        }
        catch (FormatException)
        {
            return null;
        }
    }
}
