using Duende.IdentityModel.Client;

namespace Gateway.Cli.Tokens;

/// <summary>Makes sessions of token responses.</summary>
internal static class SessionOf
{
    // RFC 6749 only recommends expires_in; the token then says when it ends, and where it does not either, a minute is a safe guess.
    private const int UnknownLifetime = 60;

    public static StoredSession New(
        TokenResponse response, DiscoveryDocumentResponse discovery, string clientId, LoginMethod method, DateTimeOffset now) =>
        new()
        {
            Issuer = discovery.Issuer!,
            ClientId = clientId,
            TokenEndpoint = new Uri(discovery.TokenEndpoint!),
            EndSessionEndpoint = AddressOf(discovery.EndSessionEndpoint),
            RevocationEndpoint = AddressOf(discovery.RevocationEndpoint),
            Method = method,
            AccessToken = response.AccessToken!,
            ObtainedAt = now.ToUnixTimeSeconds(),
            ExpiresAt = ExpiryOf(response, now),
            RefreshToken = response.RefreshToken,
        };

    public static StoredSession Renewed(StoredSession session, TokenResponse response, DateTimeOffset now) =>
        session with
        {
            AccessToken = response.AccessToken!,
            ObtainedAt = now.ToUnixTimeSeconds(),
            ExpiresAt = ExpiryOf(response, now),
            RefreshToken = response.RefreshToken ?? session.RefreshToken,
        };

    private static long ExpiryOf(TokenResponse response, DateTimeOffset now) =>
        response.ExpiresIn > 0
            ? now.ToUnixTimeSeconds() + response.ExpiresIn
            : TokenClaims.Read(response.AccessToken!)?.ExpiresAt?.ToUnixTimeSeconds() ?? now.ToUnixTimeSeconds() + UnknownLifetime;

    private static Uri? AddressOf(string? text) => Uri.TryCreate(text, UriKind.Absolute, out var address) ? address : null;
}
