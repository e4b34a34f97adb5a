using System.Security.Cryptography;
using System.Text.Json.Nodes;

namespace Gateway.Sandbox.Keycloak;

/// <summary>The device authorization grant (RFC 8628). Opening the verification page is the approval.</summary>
internal sealed class DeviceEndpoint(Realm realm)
{
    private const int LifespanSeconds = 600;

    public async Task<JsonObject> StartAsync(HttpContext context)
    {
        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        var client = ClientAuthentication.Authenticate(context, form);
        if (!client.DeviceFlow)
        {
            throw new OAuthException(401, "unauthorized_client", "Client is not allowed to initiate OAuth 2.0 Device Authorization Grant.");
        }

        var deviceCode = Convert.ToHexString(RandomNumberGenerator.GetBytes(16));
        var userCode = RandomNumberGenerator.GetString("BCDFGHJKLMNPQRSTVWXZ", 4) + "-" + RandomNumberGenerator.GetString("BCDFGHJKLMNPQRSTVWXZ", 4);
        realm.Codes[deviceCode] = new PendingCode
        {
            ClientId = client.ClientId,
            Challenge = Pkce.Challenge(name => form[name].ToString()),
            Expires = realm.Time.GetUtcNow().AddSeconds(LifespanSeconds),
            UserCode = userCode,
        };
        return new JsonObject
        {
            ["device_code"] = deviceCode,
            ["user_code"] = userCode,
            ["verification_uri"] = realm.Issuer + "/device",
            ["verification_uri_complete"] = $"{realm.Issuer}/device?user_code={userCode}",
            ["expires_in"] = LifespanSeconds,
            ["interval"] = 1,
        };
    }

    /// <summary>Logs the user in whose device shows the code.</summary>
    /// <exception cref="OAuthException">No device waits with that code.</exception>
    public void Approve(string userCode, string user)
    {
        var (code, pending) = realm.Codes.FirstOrDefault(c => c.Value.UserCode == userCode);
        if (pending is null)
        {
            throw new OAuthException(400, "invalid_grant", "Invalid code, please try again.");
        }

        realm.Codes[code] = pending with { Session = realm.LogIn(ExampleRealm.User(user), pending.ClientId) };
    }
}
