using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;

namespace Gateway.Portal.SignIn;

/// <summary>
/// Renews a sign-in's tokens at the issuer (RFC 6749 section 6). Requests that come at the same time with the same cookie renew once, and those that
/// come within half a minute with the cookie of before get the same answer, at another replica too: with rotating refresh tokens a second try would end the session.
/// </summary>
internal sealed class TokenRenewer(IOptionsMonitor<OpenIdConnectOptions> options, SharedRenewals shared, TimeProvider time, ILogger<TokenRenewer> logger)
{
    private readonly Lock gate = new();
    private readonly Dictionary<string, Task<TokenRenewal>> renewals = new(StringComparer.Ordinal);
    private readonly Queue<(string Key, Task<TokenRenewal> Renewal, DateTimeOffset Began)> order = new();

    public Task<TokenRenewal> RenewAsync(PortalTokens tokens, CancellationToken cancellation)
    {
        if (tokens.Refresh is not { } refresh)
        {
            return Task.FromResult(TokenRenewal.Over);
        }

        var key = Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(refresh)));
        Task<TokenRenewal> renewal;
        lock (gate)
        {
            Forget();
            if (!renewals.TryGetValue(key, out renewal!) || (renewal.IsCompletedSuccessfully && renewal.Result == TokenRenewal.Unavailable))
            {
                // Not ended by the one request that happens to be first.
                renewals[key] = renewal = Task.Run(() => shared.OnceAsync(key, () => RenewAsync(refresh, tokens.Id)), CancellationToken.None);
                order.Enqueue((key, renewal, time.GetUtcNow()));
            }
        }

        return renewal.WaitAsync(cancellation);
    }

    private void Forget()
    {
        while (order.TryPeek(out var oldest) && time.GetUtcNow() - oldest.Began > SharedRenewals.Kept)
        {
            order.Dequeue();
            // A later try may have taken the place of one that failed.
            if (renewals.GetValueOrDefault(oldest.Key) == oldest.Renewal)
            {
                renewals.Remove(oldest.Key);
            }
        }
    }

    private async Task<TokenRenewal> RenewAsync(string refresh, string? id)
    {
        var issuer = options.Get(PortalSchemes.Issuer);
        using var patience = new CancellationTokenSource(SharedRenewals.LongestRenewal, time);
        try
        {
            var metadata = await issuer.ConfigurationManager!.GetConfigurationAsync(patience.Token);
            using var form = new FormUrlEncodedContent(Form(issuer, refresh));
            using var answer = await issuer.Backchannel.PostAsync(new Uri(metadata.TokenEndpoint), form, patience.Token);
            using var json = JsonDocument.Parse(await answer.Content.ReadAsByteArrayAsync(patience.Token));
            if (answer.IsSuccessStatusCode && Text(json, "access_token") is { } access)
            {
                return new TokenRenewal(new PortalTokens(access, Text(json, "refresh_token") ?? refresh, Text(json, "id_token") ?? id), Refused: false);
            }

            return Refused((int)answer.StatusCode, Text(json, "error") ?? "no token in the answer");
        }
        catch (Exception e) when (e is HttpRequestException or OperationCanceledException or JsonException or InvalidOperationException or IOException)
        {
            Log.RenewalUnavailable(logger, e.GetType().Name);
            return TokenRenewal.Unavailable;
        }
    }

    private TokenRenewal Refused(int status, string error)
    {
        if (error is "invalid_client" or "unauthorized_client")
        {
            // That says nothing of the session: another replica may have the right secret, as while one is changed.
            Log.ClientRefused(logger, error);
            return TokenRenewal.Unavailable;
        }

        if (status is 429 or >= 500)
        {
            Log.RenewalUnavailable(logger, $"status {status}");
            return TokenRenewal.Unavailable;
        }

        return TokenRenewal.Over;
    }

    private static List<KeyValuePair<string, string>> Form(OpenIdConnectOptions issuer, string refresh)
    {
        List<KeyValuePair<string, string>> form =
        [
            new(OpenIdConnectParameterNames.GrantType, OpenIdConnectGrantTypes.RefreshToken),
            new(OpenIdConnectParameterNames.RefreshToken, refresh),
            new(OpenIdConnectParameterNames.ClientId, issuer.ClientId!),
        ];
        if (!string.IsNullOrEmpty(issuer.ClientSecret))
        {
            form.Add(new(OpenIdConnectParameterNames.ClientSecret, issuer.ClientSecret));
        }

        return form;
    }

    private static string? Text(JsonDocument json, string name) =>
        json.RootElement.ValueKind == JsonValueKind.Object && json.RootElement.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
