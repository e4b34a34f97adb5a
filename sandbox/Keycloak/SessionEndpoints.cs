using System.Text.Json.Nodes;

namespace Gateway.Sandbox.Keycloak;

/// <summary>User info, logout and revocation.</summary>
internal sealed class SessionEndpoints(Realm realm, KeycloakFaults faults)
{
    public JsonObject UserInfo(HttpContext context)
    {
        var header = context.Request.Headers.Authorization.ToString();
        if (!header.StartsWith("Bearer ", StringComparison.Ordinal)
            || !JsonWebToken.TryRead(header["Bearer ".Length..], realm.Keys, out var claims)
            || realm.FindSession((string?)claims["sid"]) is null)
        {
            throw new OAuthException(401, "invalid_token", "Token verification failed");
        }

        var shown = new[] { "sub", "email_verified", "name", "groups", "preferred_username", "given_name", "family_name", "email", "team" };
        return new JsonObject(claims.Where(c => shown.Contains(c.Key, StringComparer.Ordinal)).Select(c => KeyValuePair.Create(c.Key, c.Value?.DeepClone())));
    }

    /// <summary>RP-initiated logout, by ID token or by refresh token.</summary>
    public async Task LogOutAsync(HttpContext context)
    {
        var form = context.Request.HasFormContentType ? await context.Request.ReadFormAsync(context.RequestAborted) : FormCollection.Empty;
        if (faults.RefusesLogout && Parameter("refresh_token").Length > 0)
        {
            throw new OAuthException(400, "invalid_request", "Missing parameters: id_token_hint");
        }

        End(Parameter("id_token_hint"));
        End(Parameter("refresh_token"));
        var back = Parameter("post_logout_redirect_uri");
        if (Uri.TryCreate(back, UriKind.Absolute, out var target) && target.IsLoopback)
        {
            var state = Parameter("state");
            context.Response.Redirect(state.Length > 0 ? $"{back}?state={Uri.EscapeDataString(state)}" : back);
            return;
        }

        context.Response.StatusCode = StatusCodes.Status204NoContent;

        string Parameter(string name) => form.TryGetValue(name, out var value) ? value.ToString() : context.Request.Query[name].ToString();
    }

    public async Task RevokeAsync(HttpContext context)
    {
        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        ClientAuthentication.Authenticate(context, form);
        End(form["token"].ToString());
    }

    private void End(string token)
    {
        if (JsonWebToken.TryRead(token, realm.Keys, out var claims))
        {
            realm.LogOut((string?)claims["sid"]);
        }
    }
}
