using Gateway.Aws;
using Gateway.Hosting;
using Gateway.Identity;
using Microsoft.Extensions.Options;

namespace Gateway.Issuing.Api;

/// <summary><c>GET /api/configuration</c>: what a client must know to log in and to call the gateway; nothing of it is secret.</summary>
internal static class ConfigurationDoor
{
    private static readonly Dictionary<string, string> Doors = new(StringComparer.Ordinal)
    {
        ["roles"] = "/api/roles",
        ["credentials"] = "/api/credentials",
        ["login"] = "/api/login",
        ["processCredentials"] = "/api/process-credentials",
        ["container"] = "/container/credentials",
        ["sts"] = "/",
        ["stsReal"] = "/sts",
        ["ssoOidc"] = "/sso-oidc",
        ["sso"] = "/sso",
        ["ssoReal"] = "/sso/credentials",
        ["aws"] = "/aws/{service}/{region}/",
    };

    public static void MapConfiguration(this IEndpointRouteBuilder routes) =>
        routes.MapMethods("/api/configuration", ReadMethods.All, (HttpRequest request, IOptions<IdentityOptions> identity, IOptions<AwsOptions> aws, IOptions<GatewayOptions> gateway, GatewayAddress address) =>
        {
            var issuers = identity.Value.Issuers.Select(issuer => new IssuerAnswer(issuer.Authority!, issuer.LoginClientId, issuer.Audience!)).ToList();
            return new Answer(issuers[0].Issuer, issuers[0].Issuer, issuers[0].ClientId, issuers[0].Audience, ["openid"],
                aws.Value.Region, gateway.Value.Domain, address.Of(request), Doors, issuers);
        });

    /// <summary>The first issuer's values stand at the top, where a client that knows one issuer looks.</summary>
    internal sealed record Answer(
        string Issuer, string Authority, string ClientId, string Audience, IReadOnlyList<string> Scopes,
        string Region, string? Domain, string Endpoint, IReadOnlyDictionary<string, string> Doors, IReadOnlyList<IssuerAnswer> Issuers);

    internal sealed record IssuerAnswer(string Issuer, string ClientId, string Audience);
}
