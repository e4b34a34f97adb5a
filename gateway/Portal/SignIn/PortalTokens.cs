using Microsoft.AspNetCore.Authentication;

namespace Gateway.Portal.SignIn;

/// <summary>What the issuer gave at a sign-in. Never logged: <see cref="ToString"/> shows nothing of it.</summary>
internal sealed record PortalTokens(string Access, string? Refresh, string? Id)
{
    public static PortalTokens? Of(AuthenticationProperties properties) =>
        properties.GetTokenValue("access_token") is { Length: > 0 } access
            ? new PortalTokens(access, properties.GetTokenValue("refresh_token"), properties.GetTokenValue("id_token"))
            : null;

    public void Store(AuthenticationProperties properties) => properties.StoreTokens(
        new (string Name, string? Value)[] { ("access_token", Access), ("refresh_token", Refresh), ("id_token", Id) }
            .Where(token => !string.IsNullOrEmpty(token.Value))
            .Select(token => new AuthenticationToken { Name = token.Name, Value = token.Value! }));

    public override string ToString() => "portal tokens";
}
