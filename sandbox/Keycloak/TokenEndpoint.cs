using System.Text.Json.Nodes;

namespace Gateway.Sandbox.Keycloak;

/// <summary>Turns grants into tokens (RFC 6749 section 3.2), in Keycloak's words.</summary>
internal sealed class TokenEndpoint(Realm realm, KeycloakFaults faults)
{
    private const string DeviceCode = "urn:ietf:params:oauth:grant-type:device_code";

    private int refreshRequests;

    /// <summary>How often a refresh token was used or tried.</summary>
    public int RefreshRequests => Volatile.Read(ref refreshRequests);

    public async Task<JsonObject> HandleAsync(HttpContext context)
    {
        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        var client = ClientAuthentication.Authenticate(context, form);
        return form["grant_type"].ToString() switch
        {
            "password" when client.PasswordGrant => Answer(Password(client, form)),
            "client_credentials" when client.ServiceAccount is not null => Answer(ClientCredentials(client)),
            "authorization_code" => Answer(Redeem(client, form["code"].ToString(), form)),
            "refresh_token" => Answer(Refresh(client, form["refresh_token"].ToString())),
            DeviceCode => Answer(Redeem(client, form["device_code"].ToString(), form)),
            "password" or "client_credentials" => throw new OAuthException(400, "unauthorized_client", "Client not allowed for this grant"),
            _ => throw new OAuthException(400, "unsupported_grant_type", "Unsupported grant_type"),
        };
    }

    private LoginSession Password(RealmClient client, IFormCollection form)
    {
        var user = ExampleRealm.Users.FirstOrDefault(
            u => u.Password is not null && u.Username == form["username"] && u.Password == form["password"]);
        return user is null
            ? throw new OAuthException(401, "invalid_grant", "Invalid user credentials")
            : realm.LogIn(user, client.ClientId);
    }

    private LoginSession ClientCredentials(RealmClient client) => new()
    {
        User = ExampleRealm.User(client.ServiceAccount!),
        ClientId = client.ClientId,
        AuthTime = realm.Time.GetUtcNow(),
    };

    private LoginSession Redeem(RealmClient client, string code, IFormCollection form)
    {
        if (!realm.Codes.TryGetValue(code, out var pending) || pending.ClientId != client.ClientId)
        {
            throw new OAuthException(400, "invalid_grant", "Code not valid");
        }

        if (pending.Session is null && pending.Expires > realm.Time.GetUtcNow())
        {
            throw new OAuthException(400, "authorization_pending", "The authorization request is still pending");
        }

        // A code is good for one try, right or wrong.
        realm.Codes.TryRemove(code, out _);
        if (pending.Expires <= realm.Time.GetUtcNow())
        {
            throw new OAuthException(400, pending.UserCode is null ? "invalid_grant" : "expired_token", "Code is expired");
        }

        if (pending.RedirectUri is not null && pending.RedirectUri != form["redirect_uri"])
        {
            throw new OAuthException(400, "invalid_grant", "Incorrect redirect_uri");
        }

        Pkce.Verify(pending.Challenge, form["code_verifier"].ToString());
        return pending.Session!;
    }

    private LoginSession Refresh(RealmClient client, string token)
    {
        Interlocked.Increment(ref refreshRequests);
        var valid = JsonWebToken.TryRead(token, realm.Keys, out var claims)
            && (string?)claims["typ"] == "Refresh"
            && (string?)claims["azp"] == client.ClientId
            && (long)claims["exp"]! > realm.Time.GetUtcNow().ToUnixTimeSeconds();
        return !valid
            ? throw new OAuthException(400, "invalid_grant", "Invalid refresh token")
            : realm.FindSession((string?)claims!["sid"]) ?? throw new OAuthException(400, "invalid_grant", "Session not active");
    }

    private JsonObject Answer(LoginSession session)
    {
        var access = realm.Mint.AccessToken(session);
        if (faults.Lie is KeycloakLie.AccessTokenIsForAnother)
        {
            access["aud"] = "account";
        }

        if (faults.Lie is KeycloakLie.AccessTokenIsOfAnother)
        {
            access["sub"] = "another";
        }

        var answer = new JsonObject
        {
            ["access_token"] = realm.Sign(access),
            ["expires_in"] = (int)TokenMint.AccessTokenLifespan.TotalSeconds,
            ["token_type"] = "Bearer",
            ["not-before-policy"] = 0,
            ["scope"] = "openid profile email",
        };
        if (session.Id is not null)
        {
            answer["id_token"] = realm.Sign(IdToken(session));
            answer["refresh_token"] = realm.Sign(realm.Mint.RefreshToken(session));
            answer["refresh_expires_in"] = 1800;
            answer["session_state"] = session.Id;
        }

        return answer;
    }

    private JsonObject IdToken(LoginSession session)
    {
        var claims = realm.Mint.IdToken(session);
        switch (faults.Lie)
        {
            case KeycloakLie.IdTokenHasAnotherNonce:
                claims["nonce"] = "another";
                break;
            case KeycloakLie.IdTokenIsOld:
                claims["exp"] = realm.Time.GetUtcNow().AddHours(-1).ToUnixTimeSeconds();
                break;
        }

        return claims;
    }
}
