using System.Buffers.Text;
using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Gateway.Cli.Tests.Standins;

/// <summary>
/// An OpenID provider with one user, who always agrees. It holds clients to PKCE, takes each code and each refresh token once, and ends the
/// session when a refresh token is used again, as Keycloak does with "revoke refresh token".
/// </summary>
internal sealed class IssuerStandin(TimeProvider time) : Standin
{
    private readonly ConcurrentDictionary<string, (string Challenge, string? Nonce, string? Level)> _codes = new();
    private readonly ConcurrentDictionary<string, bool> _refreshTokens = new();
    private readonly ConcurrentDictionary<string, Dictionary<string, string>> _pushed = new();
    private int _issued;

    public ConcurrentQueue<string> Log { get; } = new();

    public ConcurrentQueue<Dictionary<string, string>> AuthorizationRequests { get; } = new();

    public int TokenLifetime { get; set; } = 300;

    public int Refreshes { get; private set; }

    public bool SessionEnded { get; set; }

    public bool Broken { get; set; }

    /// <summary>True where the issuer revokes tokens and does not end sessions.</summary>
    public bool KeepsSessions { get; set; }

    /// <summary>True where a login has no level, whatever was asked for.</summary>
    public bool IgnoresLevels { get; set; }

    /// <summary>True where the issuer takes no authorization request but a pushed one; it takes pushed ones in any case.</summary>
    public bool RequiresPushing { get; set; }

    /// <summary>The answers of the device flow before the token; then the token.</summary>
    public ConcurrentQueue<string> DeviceErrors { get; } = new();

    public string? ForgedNonce { get; set; }

    public string? AnnouncedIssuer { get; set; }

    public string Audience { get; set; } = "gateway";

    /// <summary>What stands in the discovery document instead of its own endpoints, by the member's name.</summary>
    public Dictionary<string, string> OtherEndpoints { get; } = [];

    protected override void Map(WebApplication app)
    {
        app.Use(async (context, next) =>
        {
            Log.Enqueue($"{context.Request.Method} {context.Request.Path}");
            if (Broken)
            {
                context.Response.StatusCode = 503;
                return;
            }

            await next();
        });
        app.MapGet("/.well-known/openid-configuration", () => Results.Json(OtherEndpoints.Aggregate(new Dictionary<string, object>
        {
            ["issuer"] = Name,
            ["authorization_endpoint"] = $"{Name}/authorize",
            ["token_endpoint"] = $"{Name}/token",
            ["jwks_uri"] = $"{Name}/keys",
            ["device_authorization_endpoint"] = $"{Name}/device",
            ["end_session_endpoint"] = $"{Name}/logout",
            ["revocation_endpoint"] = $"{Name}/revoke",
            ["pushed_authorization_request_endpoint"] = $"{Name}/par",
            ["require_pushed_authorization_requests"] = RequiresPushing,
        }, (document, other) =>
        {
            document[other.Key] = other.Value;
            return document;
        })));
        app.MapGet("/keys", () => Results.Json(new Dictionary<string, object> { ["keys"] = Array.Empty<object>() }));
        app.MapGet("/authorize", Authorize);
        app.MapPost("/par", PushAsync);
        app.MapPost("/device", DeviceAsync);
        app.MapPost("/token", TokenAsync);
        app.MapPost("/logout", LogoutAsync);
        app.MapPost("/revoke", () => Results.Ok());
    }

    public string Name => Address.GetLeftPart(UriPartial.Authority);

    private IResult Authorize(HttpRequest request)
    {
        var query = request.Query.ToDictionary(q => q.Key, q => q.Value.ToString());
        AuthorizationRequests.Enqueue(query);
        if (query.TryGetValue("request_uri", out var reference))
        {
            // Good for one use.
            if (!_pushed.TryRemove(reference, out query))
            {
                return Error("invalid_request_uri");
            }
        }
        else if (RequiresPushing)
        {
            return Error("invalid_request");
        }

        var code = Guid.NewGuid().ToString("N");
        _codes[code] = (query["code_challenge"], query.GetValueOrDefault("nonce"), query.GetValueOrDefault("acr_values"));
        return Results.Redirect(
            $"{query["redirect_uri"]}?code={code}&state={Uri.EscapeDataString(query["state"])}&iss={Uri.EscapeDataString(AnnouncedIssuer ?? Name)}");
    }

    private async Task<IResult> PushAsync(HttpRequest request)
    {
        var reference = $"urn:ietf:params:oauth:request_uri:{Guid.NewGuid():N}";
        _pushed[reference] = (await request.ReadFormAsync()).ToDictionary(field => field.Key, field => field.Value.ToString());
        return Results.Json(new Dictionary<string, object> { ["request_uri"] = reference, ["expires_in"] = 60 }, statusCode: 201);
    }

    private async Task<IResult> DeviceAsync(HttpRequest request)
    {
        var form = await request.ReadFormAsync();
        // Keycloak drops acr_values and max_age here.
        _codes["device"] = (form["code_challenge"].ToString(), null, null);
        return Results.Json(new Dictionary<string, object>
        {
            ["device_code"] = "device",
            ["user_code"] = "WDJB-MJHT",
            ["verification_uri"] = $"{Name}/activate",
            ["verification_uri_complete"] = $"{Name}/activate?user_code=WDJB-MJHT",
            ["expires_in"] = 600,
            ["interval"] = 5,
        });
    }

    private async Task<IResult> TokenAsync(HttpRequest request)
    {
        var form = await request.ReadFormAsync();
        return form["grant_type"].ToString() switch
        {
            "authorization_code" => Redeem(form["code"].ToString(), form["code_verifier"].ToString()),
            "urn:ietf:params:oauth:grant-type:device_code" when DeviceErrors.TryDequeue(out var error) => Error(error),
            "urn:ietf:params:oauth:grant-type:device_code" => Redeem(form["device_code"].ToString(), form["code_verifier"].ToString()),
            "client_credentials" when form["client_secret"] == "s3cret" => Answer(form["client_id"].ToString(), null, null, withRefresh: false),
            "client_credentials" => Error("unauthorized_client"),
            "refresh_token" => Refresh(form["refresh_token"].ToString()),
            _ => Error("unsupported_grant_type"),
        };
    }

    private IResult Redeem(string code, string verifier) =>
        _codes.TryRemove(code, out var kept) && kept.Challenge == Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(verifier)))
            ? Answer("demo", kept.Nonce, kept.Level, withRefresh: true)
            : Error("invalid_grant");

    private IResult Refresh(string token)
    {
        lock (_refreshTokens)
        {
            if (SessionEnded || !_refreshTokens.TryRemove(token, out _))
            {
                SessionEnded = true;
                return Error("invalid_grant");
            }

            Refreshes++;
        }

        return Answer("demo", null, null, withRefresh: true);
    }

    private async Task<IResult> LogoutAsync(HttpRequest request)
    {
        if (KeepsSessions)
        {
            return Error("server_error");
        }

        var form = await request.ReadFormAsync();
        SessionEnded = _refreshTokens.TryRemove(form["refresh_token"].ToString(), out _);
        return Results.NoContent();
    }

    private IResult Answer(string user, string? nonce, string? level, bool withRefresh)
    {
        var now = time.GetUtcNow().ToUnixTimeSeconds();
        var number = Interlocked.Increment(ref _issued);
        var claims = new Dictionary<string, object>
        {
            ["iss"] = Name,
            ["sub"] = "0b1d",
            ["aud"] = Audience,
            ["preferred_username"] = user,
            ["iat"] = now,
            ["exp"] = now + TokenLifetime,
            ["jti"] = number,
        };
        if (level is not null && !IgnoresLevels)
        {
            claims["acr"] = level;
        }

        var answer = new Dictionary<string, object>
        {
            ["access_token"] = Tokens.Jwt(claims),
            ["token_type"] = "Bearer",
            ["expires_in"] = TokenLifetime,
        };
        if (withRefresh)
        {
            var refresh = Guid.NewGuid().ToString("N");
            _refreshTokens[refresh] = true;
            answer["refresh_token"] = refresh;
            answer["id_token"] = Tokens.Jwt(new() { ["iss"] = Name, ["sub"] = "0b1d", ["aud"] = "stsgw", ["exp"] = now + 300, ["iat"] = now, ["nonce"] = ForgedNonce ?? nonce ?? "" });
        }

        return Results.Json(answer);
    }

    // Keycloak answers 401 where it is the client that is not taken (RFC 6749 section 5.2); a proxy before it 429.
    private static IResult Error(string error) => Results.Json(new Dictionary<string, object> { ["error"] = error }, statusCode: error switch
    {
        "invalid_client" or "unauthorized_client" => 401,
        "Too Many Requests" => 429,
        _ => 400,
    });
}
