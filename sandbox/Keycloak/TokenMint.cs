using System.Text.Json.Nodes;

namespace Gateway.Sandbox.Keycloak;

/// <summary>Makes the claims of the realm's tokens as Keycloak 26 does, with the mappers of the example realm.</summary>
internal sealed class TokenMint(string issuer, TimeProvider time)
{
    /// <summary>Keycloak's default: five minutes.</summary>
    public static readonly TimeSpan AccessTokenLifespan = TimeSpan.FromMinutes(5);

    public JsonObject AccessToken(LoginSession session)
    {
        var claims = Base("Bearer", session, AccessTokenLifespan);
        claims["aud"] = new JsonArray(ExampleRealm.Audience, "account");
        claims["allowed-origins"] = new JsonArray("/*");
        claims["realm_access"] = new JsonObject
        {
            ["roles"] = new JsonArray("default-roles-example", "offline_access", "uma_authorization"),
        };
        claims["resource_access"] = new JsonObject
        {
            [ExampleRealm.Audience] = new JsonObject { ["roles"] = List(session.User.ClientRoles) },
            ["account"] = new JsonObject { ["roles"] = new JsonArray("manage-account", "manage-account-links", "view-profile") },
        };
        claims["scope"] = "openid profile email";
        claims["groups"] = List(session.User.Groups);
        if (session.User.Team is { } team)
        {
            claims["team"] = team;
        }

        if (session.Id is null)
        {
            claims["client_id"] = session.ClientId;
        }

        AddProfile(claims, session.User);
        return claims;
    }

    public JsonObject IdToken(LoginSession session)
    {
        var claims = Base("ID", session, AccessTokenLifespan);
        claims["aud"] = session.ClientId;
        if (session.Nonce is not null)
        {
            claims["nonce"] = session.Nonce;
        }

        AddProfile(claims, session.User);
        return claims;
    }

    public JsonObject RefreshToken(LoginSession session)
    {
        var claims = Base("Refresh", session, TimeSpan.FromMinutes(30));
        claims["aud"] = issuer;
        claims["scope"] = "openid profile email";
        return claims;
    }

    /// <summary>What Keycloak posts to a client's back channel when a session ends (OpenID Connect Back-Channel Logout 1.0).</summary>
    public JsonObject LogoutToken(LoginSession session)
    {
        var claims = Base("Logout", session, TimeSpan.FromMinutes(2));
        claims["aud"] = session.ClientId;
        claims["events"] = new JsonObject { ["http://schemas.openid.net/event/backchannel-logout"] = new JsonObject() };
        return claims;
    }

    private JsonObject Base(string type, LoginSession session, TimeSpan lifespan)
    {
        var now = time.GetUtcNow();
        var claims = new JsonObject
        {
            ["exp"] = (now + lifespan).ToUnixTimeSeconds(),
            ["iat"] = now.ToUnixTimeSeconds(),
            ["jti"] = Guid.NewGuid().ToString(),
            ["iss"] = issuer,
            ["sub"] = session.User.Subject,
            ["typ"] = type,
            ["azp"] = session.ClientId,
            ["acr"] = session.Acr,
        };
        if (session.Id is not null)
        {
            claims["sid"] = session.Id;
            claims["auth_time"] = session.AuthTime.ToUnixTimeSeconds();
        }

        return claims;
    }

    private static void AddProfile(JsonObject claims, RealmUser user)
    {
        claims["preferred_username"] = user.Username;
        if (user.GivenName is null)
        {
            claims["email_verified"] = false;
            return;
        }

        claims["email"] = $"{user.Username}@example.com";
        claims["email_verified"] = true;
        claims["name"] = $"{user.GivenName} {user.FamilyName}";
        claims["given_name"] = user.GivenName;
        claims["family_name"] = user.FamilyName;
    }

    private static JsonArray List(IEnumerable<string> values) => new([.. values.Select(v => (JsonNode)v)]);
}
