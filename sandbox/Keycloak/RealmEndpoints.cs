using System.Text;
using System.Text.Json.Nodes;

namespace Gateway.Sandbox.Keycloak;

/// <summary>The realm's URLs, as Keycloak lays them out.</summary>
internal sealed class RealmEndpoints(Realm realm, KeycloakFaults faults)
{
    private const string Base = "/realms/" + ExampleRealm.Name;
    private const string Protocol = Base + "/protocol/openid-connect";

    private readonly PushedRequests pushed = new(realm);
    private readonly AuthorizationEndpoint authorization = new(realm);
    private readonly SessionEndpoints sessions = new(realm);
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
            if (!await faults.PassAsync(context.RequestAborted))
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
                await DiscoveryAsync(context);
                break;
            case Protocol + "/certs":
                await JwksAsync(context);
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

    private Task DiscoveryAsync(HttpContext context) => faults.Lie switch
    {
        KeycloakLie.DiscoveryIsNotJson => NotJsonAsync(context),
        KeycloakLie.DiscoveryNamesAnotherIssuer => HttpAnswer.JsonAsync(context, DiscoveryDocument.Of(realm.Issuer, realm.Issuer + "-other")),
        _ => HttpAnswer.JsonAsync(context, DiscoveryDocument.Of(realm.Issuer, realm.Issuer)),
    };

    private Task JwksAsync(HttpContext context) => faults.Lie switch
    {
        KeycloakLie.JwksIsNotJson => NotJsonAsync(context),
        KeycloakLie.JwksFails => throw new OAuthException(500, "unknown_error", "For more on this error consult the server log."),
        KeycloakLie.JwksIsEmpty => HttpAnswer.JsonAsync(context, new JsonObject { ["keys"] = new JsonArray() }),
        KeycloakLie.JwksHoldsAnotherKey => HttpAnswer.JsonAsync(context, new JsonObject { ["keys"] = new JsonArray(AnotherKey()) }),
        _ => HttpAnswer.JsonAsync(context, realm.Keys.ToJwks()),
    };

    private JsonObject AnotherKey()
    {
        using var other = new RealmKey(id: realm.Keys.Active.Id);
        return other.ToJwk();
    }

    private static Task NotJsonAsync(HttpContext context) =>
        HttpAnswer.BytesAsync(context, "text/html", Encoding.UTF8.GetBytes("<html>We are sorry...</html>"));
}
