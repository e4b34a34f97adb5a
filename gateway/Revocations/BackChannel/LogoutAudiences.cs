using Gateway.Identity;

namespace Gateway.Revocations.BackChannel;

/// <summary>The clients whose logout tokens are taken: the issuer posts one to each client that took part in the login and has a back channel.</summary>
internal sealed class LogoutAudiences(IConfiguration configuration)
{
    public IReadOnlyList<string> Of(IssuerOptions issuer) =>
        [.. new[] { configuration["Gateway:Portal:ClientId"], configuration["Gateway:Sso:ClientId"], issuer.Audience, issuer.RoleClientId, issuer.LoginClientId }
            .OfType<string>().Where(client => client.Length > 0).Distinct(StringComparer.Ordinal)];
}
