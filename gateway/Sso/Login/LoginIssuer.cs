using System.Text.Json;
using Microsoft.Extensions.Options;

namespace Gateway.Sso.Login;

/// <summary>Asks the issuer for logins, as its public client <c>Gateway:Sso:ClientId</c>.</summary>
internal sealed class LoginIssuer(IssuerEndpoints endpoints, IOptions<SsoOptions> options, IHttpClientFactory clients, ILogger<LoginIssuer> logger)
{
    public const string ClientName = "sso-login";

    /// <summary>Logins that are known to have ended, about 100 bytes each; of one that is forgotten the issuer is asked once more.</summary>
    private const int MaxEnded = 10_000;

    private static readonly object Ended = new();

    private readonly BoundedCache<TokenHash, object> ended = new(MaxEnded);

    public string ClientId => string.IsNullOrEmpty(options.Value.ClientId) ? endpoints.Issuer.LoginClientId : options.Value.ClientId;

    /// <summary>Begins the device grant (RFC 8628 section 3.1), bound to a verifier.</summary>
    public async Task<IssuerAnswer> StartDeviceAsync(string codeChallenge, CancellationToken cancellation)
    {
        var found = await endpoints.GetAsync(cancellation);
        return found switch
        {
            null => IssuerAnswer.Unavailable,
            { DeviceAuthorization: null } => Refused("unsupported_grant_type"),
            _ => await PostAsync(found.DeviceAuthorization, new(StringComparer.Ordinal)
            {
                ["scope"] = "openid",
                ["code_challenge"] = codeChallenge,
                ["code_challenge_method"] = "S256",
            }, cancellation),
        };
    }

    /// <summary>Asks the token endpoint (RFC 6749 section 3.2).</summary>
    public async Task<IssuerAnswer> TokenAsync(Dictionary<string, string> form, CancellationToken cancellation) =>
        await endpoints.GetAsync(cancellation) is { } found ? await PostAsync(found.Token, form, cancellation) : IssuerAnswer.Unavailable;

    /// <summary>
    /// Ends the login: the whole session by its refresh token, else the access token alone. False when the issuer cannot be reached. Once it has answered it is not asked again,
    /// since whoever keeps the token of a login that has ended may go on logging out.
    /// </summary>
    public async Task<bool> LogOutAsync(string accessToken, string? refreshToken, CancellationToken cancellation)
    {
        var login = TokenHash.Of(refreshToken ?? accessToken);
        if (ended.TryGet(login, out _))
        {
            return true;
        }

        if (await endpoints.GetAsync(cancellation) is not { } found)
        {
            return false;
        }

        var answer = (refreshToken, found) switch
        {
            // Keycloak ends the session of a refresh token; OpenID Connect itself knows ID tokens alone there.
            ({ } refresh, { EndSession: { } endSession }) => await PostAsync(endSession, new(StringComparer.Ordinal) { ["refresh_token"] = refresh }, cancellation),
            (_, { Revocation: { } revocation }) => await PostAsync(revocation, new(StringComparer.Ordinal) { ["token"] = refreshToken ?? accessToken }, cancellation),
            _ => IssuerAnswer.Refused("no_logout"),
        };
        if (ReferenceEquals(answer, IssuerAnswer.Unavailable))
        {
            return false;
        }

        // A refusal means that the session has ended already.
        ended.Add(login, Ended);
        return true;
    }

    /// <summary>The URL at which a browser signs in; null when the issuer cannot be reached.</summary>
    public async Task<Uri?> AuthorizationUrlAsync(Dictionary<string, string?> parameters, CancellationToken cancellation)
    {
        if (await endpoints.GetAsync(cancellation) is not { } found)
        {
            return null;
        }

        var all = new Dictionary<string, string?>(parameters, StringComparer.Ordinal) { ["response_type"] = "code", ["client_id"] = ClientId, ["scope"] = "openid" };
        return new Uri(Microsoft.AspNetCore.WebUtilities.QueryHelpers.AddQueryString(found.Authorization.AbsoluteUri, all));
    }

    private async Task<IssuerAnswer> PostAsync(Uri endpoint, Dictionary<string, string> form, CancellationToken cancellation)
    {
        form["client_id"] = ClientId;
        try
        {
            using var client = clients.CreateClient(ClientName);
            using var content = new FormUrlEncodedContent(form);
            using var answer = await client.PostAsync(endpoint, content, cancellation);
            var bytes = await answer.Content.ReadAsByteArrayAsync(cancellation);
            if (answer.IsSuccessStatusCode && bytes.Length == 0)
            {
                return IssuerAnswer.Of(default);
            }

            using var document = JsonDocument.Parse(bytes);
            var json = document.RootElement.Clone();
            return answer.IsSuccessStatusCode ? IssuerAnswer.Of(json)
                : (int)answer.StatusCode < 500 && json.TryGetProperty("error", out var error) && error.GetString() is { } code ? Refused(code)
                : Unavailable($"it answered {(int)answer.StatusCode}");
        }
        catch (Exception e) when (e is HttpRequestException or IOException or JsonException or InvalidOperationException
            || (e is OperationCanceledException && !cancellation.IsCancellationRequested))
        {
            // Neither the form nor the answer: both hold secrets.
            return Unavailable(e.GetType().Name);
        }
    }

    private IssuerAnswer Refused(string error)
    {
        if (error is "invalid_client" or "unauthorized_client" or "unsupported_grant_type")
        {
            Log.LoginClientRefused(logger, endpoints.Issuer.Authority!, ClientId, error);
        }

        return IssuerAnswer.Refused(error);
    }

    private IssuerAnswer Unavailable(string kind)
    {
        Log.LoginIssuerUnavailable(logger, endpoints.Issuer.Authority!, kind);
        return IssuerAnswer.Unavailable;
    }
}
