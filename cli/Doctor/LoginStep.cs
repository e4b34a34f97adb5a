using Gateway.Cli.Doors;
using Gateway.Cli.Targets;
using Gateway.Cli.Terminal;
using Gateway.Cli.Tokens;

namespace Gateway.Cli.Doctor;

/// <summary>Whether the access token is one that the gateway can take.</summary>
internal static class LoginStep
{
    public static Finding Judge(CliContext context, Target target, GatewayConfiguration configuration, AccessToken token)
    {
        if (TokenClaims.Read(token.Value) is not { } claims)
        {
            return new Finding("login", FindingState.Bad, "The access token is no JWT.", "The issuer must be set to give out JWT access tokens.");
        }

        var trusted = Trusted(configuration);
        var issuer = trusted.FirstOrDefault(t => t.IsCalled(claims.Text("iss")));
        if (issuer is null && trusted.Count > 0)
        {
            return new Finding(
                "login",
                FindingState.Bad,
                $"The access token is from {claims.Text("iss") ?? "nobody"}, and the gateway trusts {string.Join(", ", trusted.Select(t => t.Issuer))}.",
                $"Run `{target.LoginLine}`.");
        }

        var audience = issuer is null ? configuration.Audience : issuer.Audience;
        if (audience is not null && !claims.Audiences.Contains(audience, StringComparer.Ordinal))
        {
            return new Finding(
                "login",
                FindingState.Bad,
                $"The access token is meant for {(claims.Audiences.Count == 0 ? "nobody" : string.Join(", ", claims.Audiences))}, not for {audience}.",
                $"In Keycloak, give the client {claims.Text("azp") ?? issuer?.ClientId ?? configuration.ClientId} an audience mapper for {audience}.");
        }

        return claims.Text("sub") is null
            ? new Finding("login", FindingState.Warning, "The access token has no `sub` claim.", "In Keycloak, the client needs the client scope `basic`.")
            : new Finding("login", FindingState.Good, $"as {claims.Text("preferred_username") ?? claims.Text("sub")}, token until {token.ExpiresAt:u}, kept in {(target.Storage is SessionStorage.Keyring ? "the keyring" : "a file")}");
    }

    private static IReadOnlyList<TrustedIssuer> Trusted(GatewayConfiguration configuration) =>
        configuration.Issuers ?? (configuration.Issuer is { } only ? [new TrustedIssuer { Issuer = only, Audience = configuration.Audience }] : []);
}
