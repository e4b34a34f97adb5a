using System.Security.Cryptography;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Primitives;

namespace Gateway.Sandbox.Keycloak;

/// <summary>
/// The authorization code flow without a login page: whoever comes is logged in at once, as <c>login_hint</c> says, else as <see cref="Realm.Visitor"/>.
/// </summary>
internal sealed class AuthorizationEndpoint(Realm realm)
{
    public Task HandleAsync(HttpContext context, Func<string, StringValues> query)
    {
        var client = ExampleRealm.Clients.FirstOrDefault(c => c.StandardFlow && c.ClientId == query("client_id"))
            ?? throw new OAuthException(400, "invalid_request", "Client not found.");
        if (!Uri.TryCreate(query("redirect_uri"), UriKind.Absolute, out var redirect) || !redirect.IsLoopback)
        {
            // RFC 6749 section 4.1.2.1: never send anyone to an address that is not the client's.
            throw new OAuthException(400, "invalid_request", "Invalid parameter: redirect_uri");
        }

        var answer = new Dictionary<string, string?>(StringComparer.Ordinal) { ["state"] = query("state"), ["iss"] = realm.Issuer };
        try
        {
            var (code, session) = Approve(query, client);
            answer["code"] = code;
            answer["session_state"] = session;
        }
        catch (OAuthException e)
        {
            answer["error"] = e.Error;
            answer["error_description"] = e.Message;
        }

        return SendAsync(context, query("redirect_uri").ToString(), query("response_mode") == "form_post", answer);
    }

    private (string Code, string? Session) Approve(Func<string, StringValues> query, RealmClient client)
    {
        if (query("response_type") != "code")
        {
            throw new OAuthException(400, "unsupported_response_type", "Only the code flow is enabled");
        }

        var challenge = Pkce.Challenge(name => query(name).ToString());
        var hint = query("login_hint").ToString();
        var user = ExampleRealm.User(hint.Length > 0 ? hint : realm.Visitor);
        var acr = query("acr_values").ToString().Split(' ')[0];
        var session = realm.LogIn(user, client.ClientId, acr.Length > 0 ? acr : null, query("nonce").FirstOrDefault(), isFresh: query("prompt") == "login");
        var code = Convert.ToHexString(RandomNumberGenerator.GetBytes(16));
        realm.Codes[code] = new PendingCode
        {
            ClientId = client.ClientId,
            Challenge = challenge,
            Expires = realm.Time.GetUtcNow().AddMinutes(1),
            Session = session,
            RedirectUri = query("redirect_uri"),
        };
        return (code, session.Id);
    }

    private static Task SendAsync(HttpContext context, string redirect, bool asForm, Dictionary<string, string?> answer)
    {
        if (!asForm)
        {
            context.Response.Redirect(QueryHelpers.AddQueryString(redirect, answer.Where(p => p.Value is not null)));
            return Task.CompletedTask;
        }

        var fields = string.Concat(answer.Where(p => p.Value is not null).Select(
            p => $"<input type=\"hidden\" name=\"{p.Key}\" value=\"{HttpAnswer.Xml(p.Value!)}\">"));
        context.Response.ContentType = "text/html; charset=utf-8";
        return context.Response.WriteAsync(
            $"<!doctype html><title>Log in</title><body onload=\"document.forms[0].submit()\"><form method=\"post\" action=\"{HttpAnswer.Xml(redirect)}\">{fields}<button>Go on</button></form>");
    }
}
