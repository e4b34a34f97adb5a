using System.Text.Json;
using Gateway.Assuming;

namespace Gateway.Issuing.Console;

/// <summary>Exchanges role credentials for a sign-in token at a federation endpoint.</summary>
internal sealed class SignInTokens(IHttpClientFactory clients, ILogger<SignInTokens> logger)
{
    public const string ClientName = "signin";

    /// <summary>The token, or null when the service cannot be reached or refuses.</summary>
    public async Task<string?> GetAsync(Uri endpoint, AwsCredentials credentials, TimeSpan? duration, CancellationToken cancellation)
    {
        var session = JsonSerializer.Serialize(new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["sessionId"] = credentials.AccessKeyId,
            ["sessionKey"] = credentials.SecretAccessKey,
            ["sessionToken"] = credentials.SessionToken,
        });
        var query = "Action=getSigninToken"
            + (duration is { } chosen ? $"&SessionDuration={(int)chosen.TotalSeconds}" : "")
            + "&Session=" + Uri.EscapeDataString(session);
        try
        {
            using var client = clients.CreateClient(ClientName);
            using var answer = await client.GetAsync(new Uri($"{endpoint.ToString().TrimEnd('/')}/federation?{query}"), cancellation);
            if (!answer.IsSuccessStatusCode)
            {
                Log.SignInRefused(logger, endpoint.Host, (int)answer.StatusCode);
                return null;
            }

            using var document = JsonDocument.Parse(await answer.Content.ReadAsByteArrayAsync(cancellation));
            return document.RootElement.GetProperty("SigninToken").GetString();
        }
        catch (Exception e) when (e is HttpRequestException or IOException or JsonException or KeyNotFoundException or InvalidOperationException
            || (e is OperationCanceledException && !cancellation.IsCancellationRequested))
        {
            // The exception may name the URL, which holds keys: its type has to do.
            Log.SignInFailed(logger, endpoint.Host, e.GetType().Name);
            return null;
        }
    }
}
