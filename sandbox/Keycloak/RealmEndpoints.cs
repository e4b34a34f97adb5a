using System.Text.Json.Nodes;

namespace Gateway.Sandbox.Keycloak;

/// <summary>The realm's URLs, as Keycloak lays them out.</summary>
internal sealed class RealmEndpoints(Realm realm, KeycloakFaults faults)
{
    private const string Base = "/realms/" + ExampleRealm.Name;
    private const string Protocol = Base + "/protocol/openid-connect";

    private readonly PushedRequests pushed = new(realm);
    private readonly AuthorizationEndpoint authorization = new(realm);
    private readonly SessionEndpoints sessions = new(realm, faults);
    private int discoveryRequests;
    private int jwksRequests;

    public DeviceEndpoint Device { get; } = new(realm);

    public TokenEndpoint Token { get; } = new(realm, faults);

    public int DiscoveryRequests => Volatile.Read(ref discoveryRequests);

    public int JwksRequests => Volatile.Read(ref jwksRequests);

    public async Task HandleAsync(HttpContext context)
    {
        Count(context.Request.Path);
        try
        {
            if (faults.IsDown)
            {
                context.Abort();
                return;
            }

            await RouteAsync(context);
        }
        catch (OAuthException e)
        {
            context.Response.StatusCode = e.Status;
            await HttpAnswer.JsonAsync(context, new JsonObject { ["error"] = e.Error, ["error_description"] = e.Message });
        }
        catch (OperationCanceledException)
        {
            context.Abort();
        }
    }

    private void Count(PathString path)
    {
        if (path == Base + "/.well-known/openid-configuration")
        {
            Interlocked.Increment(ref discoveryRequests);
        }
        else if (path == Protocol + "/certs")
        {
            Interlocked.Increment(ref jwksRequests);
        }
    }

    private async Task RouteAsync(HttpContext context)
    {
        switch (context.Request.Path.Value)
        {
            case Base + "/.well-known/openid-configuration":
                await HttpAnswer.JsonAsync(context, DiscoveryDocument.Of(realm.Issuer));
                break;
            case Protocol + "/certs":
                await HttpAnswer.JsonAsync(context, realm.Keys.ToJwks());
                break;
            case Protocol + "/token":
                context.Response.Headers.CacheControl = "no-store";
                await HttpAnswer.JsonAsync(context, await Token.HandleAsync(context));
                break;
            case Protocol + "/auth":
                await authorization.HandleAsync(context, pushed.Parameters(context));
                break;
            case Protocol + "/ext/par/request":
                context.Response.StatusCode = StatusCodes.Status201Created;
                await HttpAnswer.JsonAsync(context, await pushed.PushAsync(context));
                break;
            case Protocol + "/auth/device":
                await HttpAnswer.JsonAsync(context, await Device.StartAsync(context));
                break;
            case Base + "/device":
                var hint = context.Request.Query["login_hint"].ToString();
                Device.Approve(context.Request.Query["user_code"].ToString(), hint.Length > 0 ? hint : "demo");
                await HttpAnswer.BytesAsync(context, "text/html; charset=utf-8", "<!doctype html><title>Device Login Successful</title>"u8.ToArray());
                break;
            case Protocol + "/userinfo":
                await HttpAnswer.JsonAsync(context, sessions.UserInfo(context));
                break;
            case Protocol + "/logout":
                await sessions.LogOutAsync(context);
                break;
            case Protocol + "/revoke":
                await sessions.RevokeAsync(context);
                break;
            default:
                throw new OAuthException(404, "not_found", "Unable to find matching target resource method");
        }
    }
}
